import { Ellipsis, Play, Send } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { Menu, MenuItem } from '../../parts/menu.js';
import type { Campaign } from '../campaign-queries.js';
import { LifecycleDialog } from './lifecycle-dialog.js';
import { type LifecycleAction, lifecycleWords } from './lifecycle.js';
import { roleRefusal, stateRefusal } from './may.js';
import { StartDialog } from './start-dialog.js';
import { TestDialog } from './test-dialog.js';

type Open = 'run' | 'test-run' | LifecycleAction | null;

const lifecycle: readonly LifecycleAction[] = ['activate', 'pause', 'duplicate', 'archive'];

/** What may be done with the campaign now, as the server says; what may not, says why. */
export const CampaignActions = ({ campaign }: { readonly campaign: Campaign }) => {
  const [open, setOpen] = useState<Open>(null);
  const role = useSession()?.role;
  const close = (): void => setOpen(null);
  const refusalOf = (action: LifecycleAction): string | undefined =>
    roleRefusal(role, lifecycleWords[action].least) ?? stateRefusal(campaign, action);
  const first: LifecycleAction = campaign.status === 'active' ? 'pause' : 'activate';
  const { label, icon } = lifecycleWords[first];
  return (
    <>
      <Button
        look={campaign.status === 'active' ? 'primary' : 'plain'}
        icon={Play}
        refusal={roleRefusal(role, 'operator') ?? stateRefusal(campaign, 'run')}
        onClick={() => setOpen('run')}
      >
        Run…
      </Button>
      <Button
        icon={Send}
        refusal={roleRefusal(role, 'operator') ?? stateRefusal(campaign, 'test-run')}
        onClick={() => setOpen('test-run')}
      >
        Test…
      </Button>
      <Button icon={icon} refusal={refusalOf(first)} onClick={() => setOpen(first)}>
        {label}
      </Button>
      <Menu
        trigger={
          <Button icon={Ellipsis} aria-label="All actions of this campaign">
            Actions
          </Button>
        }
      >
        {lifecycle
          .filter((action) => action !== first)
          .map((action) => (
            <MenuItem
              key={action}
              icon={lifecycleWords[action].icon}
              danger={lifecycleWords[action].danger === true}
              refusal={refusalOf(action)}
              onSelect={() => setOpen(action)}
            >
              {lifecycleWords[action].label}
            </MenuItem>
          ))}
      </Menu>
      {open === null ? null : open === 'run' ? (
        <StartDialog campaign={campaign} onClose={close} />
      ) : open === 'test-run' ? (
        <TestDialog campaign={campaign} onClose={close} />
      ) : (
        <LifecycleDialog key={open} campaign={campaign} action={open} onClose={close} />
      )}
    </>
  );
};
