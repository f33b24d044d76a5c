import type pg from 'pg';
import type { Person } from './by-hand.js';

/** The first so many contacts, in order, page by page. */
export async function* people(pool: pg.Pool, count: number): AsyncGenerator<readonly Person[]> {
  let after = '';
  for (let left = count; left > 0;) {
    const { rows } = await pool.query<Person>({
      name: 'people',
      text: `select id, name, attributes->>'plan' as plan from vault.contacts where id > $1 order by id limit $2`,
      values: [after, Math.min(left, 1_000)],
    });
    const last = rows.at(-1);
    if (last === undefined) throw new Error(`there are fewer contacts than ${count}`);
    yield rows;
    after = last.id;
    left -= rows.length;
  }
}
