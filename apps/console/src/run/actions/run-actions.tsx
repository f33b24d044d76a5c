import { useNavigate } from '@tanstack/react-router';
import { CircleHelp, Ellipsis, FilePen, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { useSession } from '../../api/session.js';
import { viewerRefusal } from '../../api/viewer-refusal.js';
import { useShortcuts } from '../../frame/shortcuts.js';
import { Button } from '../../parts/button.js';
import { Menu, MenuItem } from '../../parts/menu.js';
import { CommandDialog } from './command-dialog.js';
import { commandWords } from './command-words.js';
import type { CommandAction } from './run-commands.js';
import { useRefresh } from './use-refresh.js';

type Action = Schemas['RunAction'];

/** In the order of how much they matter while they are possible. */
const order: readonly CommandAction[] = [
  'resume',
  'pause',
  'start-now',
  'reschedule',
  'cancel',
  'retry-failed',
  'run-again',
];

/** So many are buttons; the rest, and what is not possible now, is in the menu with its reason. */
const mostButtons = 3;

interface RunActionsProps {
  readonly run: Schemas['Run'];
  /** The page shows a moment of the past. */
  readonly past: boolean;
}

/** What may be done with the run now, as the server says; what may not, says why. */
export const RunActions = ({ run, past }: RunActionsProps) => {
  const [open, setOpen] = useState<CommandAction | null>(null);
  const role = useSession()?.role;
  const refresh = useRefresh(run.id);
  const navigate = useNavigate();
  const refusalOf = (action: Action): string | undefined => {
    if (past) return 'This is the past: return to live first';
    const forbidden = viewerRefusal(role);
    if (forbidden !== undefined) return forbidden;
    const allowance = run.allowedActions.find((each) => each.action === action);
    if (allowance === undefined) return 'The server does not know this action';
    return allowance.allowed ? undefined : allowance.because;
  };
  const possible = order.filter((action) => refusalOf(action) === undefined);
  const buttons = (past || role === 'viewer' ? order.filter((action) => isAllowed(run, action)) : possible).slice(
    0,
    mostButtons,
  );
  const rest = order.filter((action) => !buttons.includes(action));
  useShortcuts(
    possible.flatMap((action) => {
      const { key, label } = commandWords[action];
      return key === undefined ? [] : [{ keys: key, label, group: 'Run', run: () => setOpen(action) }];
    }),
  );
  return (
    <>
      {buttons.map((action) => {
        const { label, icon, danger } = commandWords[action];
        return (
          <Button
            key={action}
            icon={icon}
            look={danger === true ? 'danger' : 'plain'}
            refusal={refusalOf(action)}
            onClick={() => setOpen(action)}
          >
            {label}
          </Button>
        );
      })}
      <Menu
        trigger={
          <Button icon={Ellipsis} aria-label="All actions of this run">
            Actions
          </Button>
        }
      >
        <MenuItem icon={RefreshCw} refusal={refusalOf('refresh')} onSelect={refresh}>
          Refresh from the log
        </MenuItem>
        <MenuItem
          icon={FilePen}
          refusal={refusalOf('decide-drafts')}
          onSelect={() => void navigate({ to: '/drafts', search: { run: run.id } })}
        >
          Decide on drafts
        </MenuItem>
        <MenuItem
          icon={CircleHelp}
          refusal={refusalOf('resolve-unknowns')}
          onSelect={() =>
            void navigate({
              to: '/runs/$runId/$tab',
              params: { runId: run.id, tab: 'communications' },
              search: { status: ['unknown'] },
            })
          }
        >
          Settle those of unknown fate
        </MenuItem>
        {rest.map((action) => {
          const { label, icon, danger } = commandWords[action];
          return (
            <MenuItem
              key={action}
              icon={icon}
              danger={danger === true}
              refusal={refusalOf(action)}
              onSelect={() => setOpen(action)}
            >
              {label}
            </MenuItem>
          );
        })}
      </Menu>
      {open === null ? null : <CommandDialog key={open} run={run} action={open} onClose={() => setOpen(null)} />}
    </>
  );
};

const isAllowed = (run: Schemas['Run'], action: Action): boolean =>
  run.allowedActions.some((each) => each.action === action && each.allowed);
