import { useState } from 'react';
import { readStored, writeStored } from './stored.js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const stored = (): Theme => themes.find((theme) => theme === readStored('theme')) ?? 'system';

/** The theme and how to choose another; public/theme.js applies the kept one before the first paint. */
export const useTheme = (): readonly [Theme, (theme: Theme) => void] => {
  const [theme, setTheme] = useState(stored);
  return [
    theme,
    (next) => {
      writeStored('theme', next === 'system' ? null : next);
      if (next === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = next;
      setTheme(next);
    },
  ];
};
