import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '#client/client.js';
import { origin } from './client.js';

/** Who works here, and as what. */
export type Session = Schemas['Session'];

export const sessionKey = ['session'] as const;

const ask = (method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<Response> =>
  fetch(`${origin}/v1/session`, {
    method,
    headers: { 'X-Sortie-Source': 'console', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async (): Promise<Session | null> => {
    const response = await ask('GET');
    if (response.status === 401) return null;
    if (!response.ok) throw new Error(`The API answered ${response.status} when asked who is signed in.`);
    return (await response.json()) as Session;
  },
  staleTime: 60_000,
});

/** Who is signed in; null while nobody is. Pages inside the frame always have a session. */
export const useSession = (): Session | null => useQuery(sessionQuery).data ?? null;

export type SignIn = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A key somebody typed, or the ticket of a link that `sortie console` printed. */
export type Proof = { readonly key: string } | { readonly ticket: string };

/** Exchanges it for the cookie of a session. */
export const useSignIn = (): ((proof: Proof) => Promise<SignIn>) => {
  const client = useQueryClient();
  return async (proof) => {
    const response = await ask('POST', proof);
    if (!response.ok) {
      const problem = (await response.json().catch(() => null)) as Schemas['Problem'] | null;
      return { ok: false, why: problem?.detail ?? `The API answered ${response.status}.` };
    }
    await client.resetQueries();
    return { ok: true };
  };
};

export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return async () => {
    await ask('DELETE');
    client.clear();
    window.location.assign('/sign-in');
  };
};
