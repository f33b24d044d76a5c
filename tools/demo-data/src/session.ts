import { answered, createClient, type Schemas } from '#client/client.js';
import type { Running } from '#platform/config/running.js';
import type { Session } from '../../demo/src/commands.js';

/** Who does what in the story, so that histories name somebody. */
const cast = {
  /** Writes campaigns. */
  mara: 'manager',
  /** Keeps the goals. */
  jonas: 'manager',
  /** Starts runs and looks after them. */
  lin: 'operator',
  /** The program that keeps the contacts. */
  'crm-sync': 'service',
} as const satisfies Record<string, Schemas['KeyBody']['role']>;

export type Cast = Readonly<Record<keyof typeof cast, Session>>;

/** The keys outlive an interrupted load by this long at most, ms. */
const keyLifeMs = 15 * 60_000;

/** Gives each of the cast a key of their own while the story is told. */
export const withCast = async (
  { apiUrl }: Running,
  { key, signal }: { readonly key: string; readonly signal: AbortSignal },
  tell: (cast: Cast) => Promise<void>,
): Promise<void> => {
  const admin = createClient({ baseUrl: apiUrl, key, signal });
  const expiresAt = new Date(Date.now() + keyLifeMs).toISOString();
  const keyIds: string[] = [];
  const session = async (owner: keyof typeof cast): Promise<Session> => {
    const body = { owner, role: cast[owner], expiresAt };
    const { keyId, secret } = await answered(admin.POST('/v1/keys', { body }));
    keyIds.push(keyId);
    if (secret === null) throw new Error('a new key came without its secret');
    return { client: createClient({ baseUrl: apiUrl, key: secret, signal }), signal };
  };
  try {
    const [mara, jonas, lin, crm] = [
      await session('mara'),
      await session('jonas'),
      await session('lin'),
      await session('crm-sync'),
    ];
    await tell({ mara, jonas, lin, 'crm-sync': crm });
  } finally {
    for (const id of keyIds) {
      const body = { reason: 'The demo data are loaded' };
      await admin.POST('/v1/keys/{id}/revoke', { params: { path: { id } }, body }).catch(() => undefined); // it expires by itself
    }
  }
};
