import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isStale } from '../../api/is-stale.js';
import { isSame } from '../../parts/versions/three-way.js';
import type { CampaignDefinition } from '../campaign-queries.js';
import { Autosaver, type SaveState } from './autosaver.js';
import {
  type CopyAsRead,
  discardWorkingCopy,
  keepWorkingCopy,
  nothingKept,
  workingCopyQuery,
  type Written,
} from './working-copy.js';

export interface Autosave {
  readonly state: SaveState;
  /** Keeps what is written over whatever another window has kept. */
  overwrite(): Promise<void>;
  /** Lets go what is kept, and keeps nothing from here on: it was published or discarded. */
  stop(): Promise<void>;
}

interface Autosaved {
  readonly id: string;
  readonly written: Written;
  /** The version that the writing began on; written back to it, nothing needs to be kept. Null while it is read. */
  readonly published: CampaignDefinition | null;
  readonly first: CopyAsRead;
}

/** Keeps what is written shortly after each change, and at the latest when the editor is left. */
export const useAutosave = ({ id, written, published, first }: Autosaved): Autosave => {
  const client = useQueryClient();
  const begunOn = useRef(published);
  const remember = (read: CopyAsRead): void => {
    client.setQueryData(workingCopyQuery(id).queryKey, read);
  };
  const without = { copies: { ...first.copies, mine: null }, etag: nothingKept };
  const [autosaver] = useState(
    () =>
      new Autosaver<Written>({
        first: written,
        kept: { etag: first.etag, savedAt: first.copies.mine?.savedAt ?? null },
        keep: async (now, etag) => {
          const back = begunOn.current !== null && isSame(now.definition, begunOn.current);
          // Also before it is let go: only a save tells whether another window has kept something else.
          const kept = await keepWorkingCopy(id, now, etag);
          if (back) await discardWorkingCopy(id);
          const read = back ? without : kept;
          remember(read);
          return { etag: read.etag, savedAt: read.copies.mine?.savedAt ?? null };
        },
        isStale,
      }),
  );
  const state = useSyncExternalStore(autosaver.subscribe, autosaver.state);
  useEffect(() => {
    begunOn.current = published;
    autosaver.write(written);
  }, [autosaver, published, written]);
  useEffect(() => () => void autosaver.save(), [autosaver]);
  const unsaved = state.kind === 'waiting' || state.kind === 'saving' || state.kind === 'failed';
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  return {
    state,
    overwrite: async () => {
      const { etag } = await client.query({ ...workingCopyQuery(id), staleTime: 0 });
      await autosaver.overwrite(etag);
    },
    stop: async () => {
      await autosaver.stop();
      try {
        await discardWorkingCopy(id);
      } catch (error) {
        autosaver.resume();
        throw error;
      }
      remember(without);
    },
  };
};
