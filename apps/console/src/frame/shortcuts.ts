import { useEffect, useRef, useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.js';

export interface Shortcut {
  /** One key (`j`, `?`, `Enter`), or two in a row with a space between (`g r`). */
  readonly keys: string;
  readonly label: string;
  /** Heading on the sheet. */
  readonly group: string;
  run(event: KeyboardEvent): void;
}

/** How long the first key of two waits for the second. */
const sequenceMs = 1_200;

type Layer = { readonly current: readonly Shortcut[] };
const layers = new Set<Layer>();
const listeners = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];
let enabled = readStored('shortcuts') !== 'off';
let begun: { readonly key: string; readonly at: number } | null = null;

const changed = (): void => {
  snapshot = [...layers].toReversed().flatMap((layer) => layer.current);
  for (const listener of listeners) listener();
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    ? !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))
    : false;

/** A menu or dialog has the keys to itself. */
const isCovered = (): boolean =>
  document.querySelector('[role=dialog][data-state=open],[role=alertdialog][data-state=open],[role=menu]') !== null;

/** Enter and Space belong to what has the focus, when it does something with them. */
const belongsToFocus = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') && target instanceof HTMLElement && target.closest('a,button,summary') !== null;

const onKey = (event: KeyboardEvent): void => {
  if (!enabled || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target) || isCovered() || belongsToFocus(event)) return;
  const sequence = begun !== null && event.timeStamp - begun.at < sequenceMs ? `${begun.key} ${event.key}` : null;
  begun = null;
  const found =
    snapshot.find(({ keys }) => keys === sequence) ?? snapshot.find(({ keys }) => keys === event.key) ?? null;
  if (found !== null) {
    event.preventDefault();
    found.run(event);
  } else if (snapshot.some(({ keys }) => keys.startsWith(`${event.key} `))) {
    begun = { key: event.key, at: event.timeStamp };
  }
};

/** Keys of a page, for as long as it is shown; those of what was shown last win. Not heard while somebody types. */
export const useShortcuts = (shortcuts: readonly Shortcut[]): void => {
  const layer = useRef(shortcuts);
  useEffect(() => {
    layer.current = shortcuts;
    changed();
  });
  useEffect(() => {
    if (layers.size === 0) document.addEventListener('keydown', onKey);
    layers.add(layer);
    changed();
    return () => {
      layers.delete(layer);
      if (layers.size === 0) document.removeEventListener('keydown', onKey);
      changed();
    };
  }, []);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Every key that does something here and now. */
export const useActiveShortcuts = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => snapshot);

/** Single keys can be switched off (WCAG 2.1.4): speech and switch control send them unasked. */
export const useShortcutsEnabled = (): readonly [boolean, (on: boolean) => void] => [
  useSyncExternalStore(subscribe, () => enabled),
  (on) => {
    enabled = on;
    writeStored('shortcuts', on ? null : 'off');
    changed();
  },
];
