import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { places } from './places.js';
import { useShortcuts } from './shortcuts.js';

export interface Sheet {
  readonly open: boolean;
  setOpen(open: boolean): void;
}

/** `?` and `g …`, on every page. */
export const useFrameShortcuts = (): Sheet => {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  useShortcuts([
    { keys: '?', label: 'This sheet', group: 'Everywhere', run: () => setOpen(true) },
    ...places
      .flatMap(({ places: of }) => of)
      .map(({ to, label, key }) => ({
        keys: `g ${key}`,
        label: `Go to ${label}`,
        group: 'Everywhere',
        run: () => void navigate({ to }),
      })),
  ]);
  return { open, setOpen };
};
