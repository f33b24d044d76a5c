import { Copy, Ellipsis, ExternalLink, Filter, Link2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { announce } from '../parts/announcer.js';
import { copyText } from '../parts/copy-button.js';
import { curlOf } from '../parts/curl.js';
import { Menu, MenuItem, MenuLine } from '../parts/menu.js';
import { nameOf } from './cells.js';
import styles from './row-menu.module.css';
import type { RunRow } from './runs-queries.js';

/** Reads what may be done with the run once the menu is open. */
const RowCommands = lazy(async () => ({ default: (await import('./row-commands.js')).RowCommands }));
const RowDialog = lazy(async () => ({ default: (await import('./row-commands.js')).RowDialog }));

export type RowCommand = import('../run/actions/run-commands.js').CommandAction;

interface RowMenuProps {
  readonly run: RunRow;
  onFilter(campaign: string): void;
}

export const RowMenu = ({ run, onFilter }: RowMenuProps) => {
  const [command, setCommand] = useState<RowCommand | null>(null);
  const url = `${window.location.origin}/runs/${run.id}`;
  const copy = (text: string): void => {
    copyText(text).then(
      () => announce('Copied'),
      () => announce('The browser did not allow copying'),
    );
  };
  return (
    <>
      <Menu
        trigger={
          <button type="button" className={styles.button} aria-label={`Actions for ${nameOf(run)}`} data-row-menu>
            <Ellipsis size={16} aria-hidden />
          </button>
        }
      >
        <Suspense
          fallback={
            <MenuItem refusal="Reading what may be done…" onSelect={() => undefined}>
              Commands
            </MenuItem>
          }
        >
          <RowCommands runId={run.id} onChoose={setCommand} />
        </Suspense>
        <MenuLine />
        <MenuItem icon={ExternalLink} onSelect={() => void window.open(url, '_blank', 'noopener')}>
          Open in a new tab
        </MenuItem>
        <MenuItem icon={Filter} onSelect={() => onFilter(run.campaign.id)}>
          Only this campaign
        </MenuItem>
        <MenuItem icon={Copy} onSelect={() => copy(run.id)}>
          Copy id
        </MenuItem>
        <MenuItem icon={Link2} onSelect={() => copy(url)}>
          Copy link
        </MenuItem>
        <MenuItem onSelect={() => copy(curlOf(window.location.origin, { method: 'GET', path: `/v1/runs/${run.id}` }))}>
          Copy as cURL
        </MenuItem>
      </Menu>
      {command === null ? null : (
        <Suspense>
          <RowDialog runId={run.id} action={command} onClose={() => setCommand(null)} />
        </Suspense>
      )}
    </>
  );
};
