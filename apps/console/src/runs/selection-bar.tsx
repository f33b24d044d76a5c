import { Ellipsis, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../api/session.js';
import { viewerRefusal } from '../api/viewer-refusal.js';
import { Button } from '../parts/button.js';
import { CopyButton } from '../parts/copy-button.js';
import { Menu, MenuItem } from '../parts/menu.js';
import { useToast } from '../parts/toasts.js';
import type { UseSelection } from '../parts/use-selection.js';
import { type AllThatMatch, allThatMatch, stillAll } from './all-that-match.js';
import type { Chosen } from './bulk/bulk-queries.js';
import { type BulkAction, bulkWords, mainActions, moreActions } from './bulk/bulk-words.js';
import { FormatMenu } from './export/export-menu.js';
import type { RunRow } from './runs-queries.js';
import type { RunsSearch } from './runs-search.js';
import styles from './selection-bar.module.css';

const BulkDialog = lazy(async () => ({ default: (await import('./bulk/bulk-dialog.js')).BulkDialog }));

interface SelectionBarProps {
  readonly selection: UseSelection;
  readonly rows: readonly RunRow[];
  readonly search: RunsSearch;
  /** The list as it was read: what came later is not meant by "all". */
  readonly asOf: string | null;
}

/** What is chosen, and what can be done with all of it: the rows, or every run that the filters let through. */
export const SelectionBar = ({ selection, rows, search, asOf }: SelectionBarProps) => {
  const [allChosen, setAll] = useState<AllThatMatch | null>(null);
  const [action, setAction] = useState<BulkAction | null>(null);
  const say = useToast();
  const refusal = viewerRefusal(useSession()?.role);
  const all = stillAll(allChosen, search, selection.chosen);
  const count = selection.chosen.size;
  if (count === 0) return null;
  const elsewhere = [...selection.chosen].filter((id) => !rows.some((row) => row.id === id)).length;
  const chosen: Chosen =
    all === null ? { kind: 'some', ids: [...selection.chosen] } : { kind: 'all', search, asOf: all };
  const clear = (): void => {
    setAll(null);
    selection.clear();
  };
  return (
    <section className={styles.bar} aria-label="Selection">
      <span role="status">
        {all === null ? (
          <>
            <b>{count.toLocaleString()}</b> selected
            {elsewhere === 0 ? null : <span className={styles.note}> · {elsewhere} on other pages</span>}
          </>
        ) : (
          <b>All that match</b>
        )}
      </span>
      {all !== null || asOf === null ? null : (
        <Button look="ghost" onClick={() => setAll(allThatMatch(asOf, search, selection.chosen))}>
          Select all that match
        </Button>
      )}
      {mainActions.map((one) => (
        <Button
          key={one}
          icon={bulkWords[one].icon}
          look={bulkWords[one].danger ? 'danger' : 'plain'}
          refusal={refusal}
          onClick={() => setAction(one)}
        >
          {bulkWords[one].label}
        </Button>
      ))}
      <Menu
        trigger={
          <Button icon={Ellipsis} aria-label="More to do with the selection">
            More
          </Button>
        }
      >
        {moreActions.map((one) => (
          <MenuItem key={one} icon={bulkWords[one].icon} refusal={refusal} onSelect={() => setAction(one)}>
            {bulkWords[one].label}
          </MenuItem>
        ))}
      </Menu>
      <FormatMenu
        label="Export the selection"
        onChoose={(format) => {
          import('./export/export-runs.js')
            .then(({ exportRuns }) => exportRuns(chosen, format))
            .catch((error: unknown) => say({ kind: 'failed', title: 'No file was written', detail: String(error) }));
        }}
      />
      <CopyButton text={[...selection.chosen].join('\n')} label="Copy the ids of the selection" />
      <Button look="ghost" icon={X} onClick={clear}>
        Clear
      </Button>
      {action === null ? null : (
        <Suspense>
          <BulkDialog action={action} chosen={chosen} onClose={() => setAction(null)} />
        </Suspense>
      )}
    </section>
  );
};
