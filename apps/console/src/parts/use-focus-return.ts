import { useRef } from 'react';

/** What had the focus; of a menu that is closing, the button that opened it. */
const before = (): HTMLElement | null => {
  const { activeElement } = document;
  const opener = activeElement?.closest('[role=menu]')?.getAttribute('aria-labelledby') ?? null;
  if (opener !== null) return document.getElementById(opener);
  return activeElement instanceof HTMLElement ? activeElement : null;
};

/** For dialogs that a key or a menu opens: Radix gives the focus back to its own triggers only. */
export const useFocusReturn = () => {
  const from = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (): void => {
      from.current = before();
    },
    onCloseAutoFocus: (event: Event): void => {
      event.preventDefault();
      const { current } = from;
      if (current?.isConnected) current.focus();
      else document.getElementById('main')?.focus();
    },
  };
};
