import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { localZone } from './local-zone.js';
import { readStored, writeStored } from './stored.js';

/** `local` is this browser's zone; anything else but `UTC` is an IANA name. */
export type ZoneChoice = 'local' | 'UTC' | (string & {});

export interface Zone {
  readonly choice: ZoneChoice;
  /** What Intl takes. */
  readonly name: string;
  choose(choice: ZoneChoice): void;
}

/** Every zone this browser knows. */
export const zoneNames = (): readonly string[] => Intl.supportedValuesOf('timeZone');

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // Intl knows no such zone
  }
};

const Context = createContext<Zone>({ choice: 'UTC', name: 'UTC', choose: () => undefined });

const stored = (): ZoneChoice => {
  const kept = readStored('zone');
  return kept !== null && (kept === 'local' || isZone(kept)) ? kept : 'local';
};

export const ZoneProvider = ({ children }: { readonly children: ReactNode }) => {
  const [choice, setChoice] = useState<ZoneChoice>(stored);
  const zone = useMemo<Zone>(
    () => ({
      choice,
      name: choice === 'local' ? localZone : choice,
      choose: (next) => {
        if (next !== 'local' && !isZone(next)) return;
        writeStored('zone', next === 'local' ? null : next);
        setChoice(next);
      },
    }),
    [choice],
  );
  return <Context value={zone}>{children}</Context>;
};

/** The zone that times are shown in. */
export const useZone = (): Zone => useContext(Context);
