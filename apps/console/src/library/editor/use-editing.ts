import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isStale } from '../../api/is-stale.js';
import { announce } from '../../parts/announcer.js';
import { useToast } from '../../parts/toasts.js';
import { useLeaveGuard } from '../../parts/use-leave-guard.js';
import { isSame } from '../../parts/versions/three-way.js';
import { useIdempotencyKey } from '../../run/actions/idempotency-key.js';
import { type LibraryCalls, libraryCalls } from '../library-calls.js';
import { type DefinitionOf, type LibraryKind, libraryWords } from '../library-kinds.js';
import { itemLink } from '../library-list.js';
import { type AsRead, readItem } from '../library-queries.js';

/** What is being written, and what it was begun from. */
export interface Editing<Kind extends LibraryKind> {
  readonly value: DefinitionOf<Kind>;
  change(value: DefinitionOf<Kind>): void;
  /** Null: nothing is published yet. */
  readonly base: AsRead<Kind> | null;
  readonly dirty: boolean;
  /** What somebody published meanwhile, once a save met it. */
  readonly theirs: AsRead<Kind> | null;
  /** Opens the comparison with what somebody published meanwhile. */
  compareWith(theirs: AsRead<Kind>): void;
  closeComparison(): void;
  /** Goes on from theirs with what was chosen. */
  goOnWith(value: DefinitionOf<Kind>): void;
  /** Resolves once it is published, or somebody's version stands against it. Rejects when the API refuses. */
  publish(summary: string): Promise<void>;
  readonly error: unknown;
}

interface Begin<Kind extends LibraryKind> {
  readonly kind: Kind;
  /** As it is published now; null for a new one. */
  readonly read: AsRead<Kind> | null;
  readonly empty: DefinitionOf<Kind>;
}

/** An edit that nobody else's publication is lost by. */
export const useEditing = <Kind extends LibraryKind>({ kind, read, empty }: Begin<Kind>): Editing<Kind> => {
  const [base, setBase] = useState(read);
  const [value, setValue] = useState<DefinitionOf<Kind>>(read?.item.definition ?? empty);
  const [theirs, setTheirs] = useState<AsRead<Kind> | null>(null);
  const navigate = useNavigate();
  const client = useQueryClient();
  const say = useToast();
  const keyOf = useIdempotencyKey();
  const calls: LibraryCalls<Kind> = libraryCalls[kind];
  const { one } = libraryWords[kind];
  const dirty = !isSame(value, base?.item.definition ?? empty);

  if (read !== null && base !== null && read.etag !== base.etag) {
    // Not another text, as after a test message; or nothing has been written yet.
    if (read.item.version === base.item.version) setBase(read);
    else if (!dirty && read.item.version > base.item.version) {
      setBase(read);
      setValue(read.item.definition);
    }
  }

  const letGo = useLeaveGuard(dirty, 'Leave without publishing what you wrote?');

  const publishing = useMutation({
    mutationFn: async (summary: string): Promise<string | AsRead<Kind>> => {
      const sent = { definition: value, summary, key: keyOf({ value, summary, etag: base?.etag ?? null }) };
      if (base === null) return (await calls.define(sent)).id;
      const { id, version } = base.item;
      try {
        return (await calls.revise(id, base.etag, sent)).id;
      } catch (error) {
        if (!isStale(error)) throw error;
        const now = await readItem(kind, id);
        if (now.item.version !== version) return now;
        const again = { ...sent, key: keyOf({ value, summary, etag: now.etag }) };
        return (await calls.revise(id, now.etag, again)).id;
      }
    },
    onSuccess: async (answer) => {
      if (typeof answer !== 'string') {
        setTheirs(answer);
        return;
      }
      letGo();
      const title = base === null ? `The ${one} is defined` : `v${base.item.version + 1} is published`;
      say({ kind: 'done', title, detail: value.name });
      announce(title);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['library', kind] }),
        client.invalidateQueries({ queryKey: ['referred'] }),
      ]);
      await navigate(itemLink(kind, answer));
    },
  });

  return {
    value,
    change: setValue,
    base,
    dirty,
    theirs,
    compareWith: setTheirs,
    closeComparison: () => setTheirs(null),
    goOnWith: (merged) => {
      setBase(theirs);
      setValue(merged);
      setTheirs(null);
      announce('Both are together now: look at it, and publish it');
    },
    publish: async (summary) => void (await publishing.mutateAsync(summary)),
    error: publishing.error,
  };
};
