import { useShortcuts } from '../frame/shortcuts.js';
import { focusedRow, useRowKeys } from '../parts/row-keys.js';
import type { UseSelection } from '../parts/use-selection.js';
import type { RunsSearch } from './runs-search.js';

interface RunsKeys {
  readonly search: RunsSearch;
  readonly next: string | null;
  readonly selection: UseSelection;
  show(search: RunsSearch): void;
  showNews(): void;
}

const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** Opens the menu of the row that has the focus, as a press on its button would. */
const openRowMenu = (): void => {
  const id = focusedRow();
  const button = id === null ? null : document.querySelector<HTMLElement>(`[data-row="${id}"] [data-row-menu]`);
  if (!button) return;
  button.focus();
  button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
};

/** What keys do on the list of runs. */
export const useRunsKeys = ({ search, next, selection, show, showNews }: RunsKeys): void => {
  useRowKeys({ of: 'run', onToggle: selection.toggle });
  useShortcuts([
    { keys: 'Enter', label: 'Open the run', group: 'List', run: () => undefined },
    { keys: '.', label: 'Actions of the run', group: 'List', run: openRowMenu },
    { keys: 'f', label: 'To the filters', group: 'List', run: () => press('[data-filter]') },
    { keys: 'n', label: 'Show new runs', group: 'List', run: showNews },
    {
      keys: ']',
      label: 'Next page',
      group: 'List',
      run: () => next !== null && show({ ...search, after: next }),
    },
    {
      keys: '[',
      label: 'First page',
      group: 'List',
      run: () => {
        const { after: _after, ...first } = search;
        show(first);
      },
    },
    { keys: 'Escape', label: 'Let the selection go', group: 'List', run: selection.clear },
  ]);
};
