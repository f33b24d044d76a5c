import { answered, type SortieClient } from '#client/client.js';

/** The API takes 200 requests a second of each key, so a benchmark of more needs several. */
export const manyKeys = async (client: SortieClient, count: number): Promise<readonly string[]> => {
  const keys: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { secret } = await answered(client.POST('/v1/keys', { body: { owner: `bench-${n}`, role: 'service' } }));
    if (secret === null) throw new Error('a key without a secret');
    keys.push(secret);
  }
  return keys;
};
