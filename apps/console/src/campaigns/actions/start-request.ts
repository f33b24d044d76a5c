import type { Schemas } from '#client/client.js';
import type { Start } from '../../parts/form/start-at-fields.js';

/** What somebody asks for in the dialog that starts a run. */
export interface StartWanted {
  /** Null: at once. */
  readonly at: Start | null;
  readonly follow: 'pinned' | 'latest';
  /** Ids by which services know contacts; none: the campaign's segment. */
  readonly contacts: readonly string[];
  readonly reason: string;
  /** Only for a test: where its messages go. Null: it is none. */
  readonly addresses: readonly string[] | null;
}

/** Ids and addresses as people list them: with commas, spaces or lines. */
export const listed = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,;]+/).filter((each) => each !== '')),
];

export const startBody = ({ at, follow, contacts, reason, addresses }: StartWanted): Schemas['StartRunBody'] => ({
  ...(at === null ? {} : { startAt: at, ...(follow === 'latest' ? { follow } : {}) }),
  ...(contacts.length === 0 ? {} : { contacts: [...contacts] }),
  ...(reason === '' ? {} : { reason }),
  ...(addresses === null ? {} : { test: true, addresses: [...addresses] }),
});
