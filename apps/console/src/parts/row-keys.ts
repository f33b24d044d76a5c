import { useShortcuts } from '../frame/shortcuts.js';

interface RowKeys {
  /** What the rows are, for the sheet: `run`. */
  readonly of: string;
  readonly onToggle?: (id: string, range: boolean) => void;
}

const rows = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row]')];

const current = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;

/** Of the row that has the focus; null: none has. */
export const focusedRow = (): string | null => current()?.dataset['row'] ?? null;

const move = (by: 1 | -1): void => {
  const all = rows();
  const now = current();
  const at = now === null ? (by === 1 ? 0 : all.length - 1) : all.indexOf(now) + by;
  const link = all[Math.min(Math.max(at, 0), all.length - 1)]?.querySelector<HTMLElement>('a[href]');
  link?.focus();
  link?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' });
};

/** j and k go from row to row by their first links, which Enter opens; x selects, X all from the last one on. */
export const useRowKeys = ({ of, onToggle }: RowKeys): void => {
  const toggle = (range: boolean) => (): void => {
    const id = focusedRow();
    if (id !== null) onToggle?.(id, range);
  };
  useShortcuts([
    { keys: 'j', label: `Next ${of}`, group: 'List', run: () => move(1) },
    { keys: 'k', label: `Previous ${of}`, group: 'List', run: () => move(-1) },
    ...(onToggle === undefined
      ? []
      : [
          { keys: 'x', label: `Select the ${of}`, group: 'List', run: toggle(false) },
          { keys: 'X', label: 'Select all from the last one', group: 'List', run: toggle(true) },
        ]),
  ]);
};
