import fc from 'fast-check';
import type pg from 'pg';
import type { Json } from '#domain/kernel/message.js';
import type { SegmentFilter } from '#domain/segment/messages.js';
import { openPool } from '#platform/database/pool.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import type { Contact } from '../contacts/contact.js';
import { contactPage } from '../contacts/contacts.js';
import { putContact } from '../contacts/put.js';
import { countSegment, sampleSegment, streamSegment, surveySegment } from './segments.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const streamed = async (filter: SegmentFilter | undefined): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const page of streamSegment(pool, filter)) ids.push(...page);
  return ids;
};

/** The meaning of a filter, as plainly as it can be said. */
const passes = (filter: SegmentFilter, contact: Contact): boolean => {
  if ('all' in filter) return filter.all.every((each) => passes(each, contact));
  if ('any' in filter) return filter.any.some((each) => passes(each, contact));
  if ('not' in filter) return !passes(filter.not, contact);
  if ('tag' in filter) return contact.tags.includes(filter.tag);
  if ('timeZone' in filter) return contact.timeZone === filter.timeZone;
  if ('consent' in filter)
    return (new Map(Object.entries(contact.consent)).get(filter.consent.channel) ?? 'unknown') === filter.consent.state;
  const attribute = new Map(Object.entries(contact.attributes)).get(filter.attribute);
  const { op, value = '' } = filter;
  if (op === 'exists') return attribute !== undefined;
  if (op === 'not-equals') return !passes({ ...filter, op: 'equals' }, contact);
  if (attribute === undefined) return false;
  const scalar = typeof attribute !== 'object';
  if (op === 'contains') {
    if (scalar) return String(attribute).includes(String(value));
    return (
      Array.isArray(attribute) && attribute.some((each) => typeof each !== 'object' && String(each) === String(value))
    );
  }
  const compared =
    typeof value === 'number'
      ? typeof attribute === 'number'
        ? attribute - value
        : null
      : scalar
        ? Buffer.compare(Buffer.from(String(attribute)), Buffer.from(String(value)))
        : null;
  if (compared === null) return false;
  return { equals: compared === 0, greater: compared > 0, less: compared < 0 }[op];
};

const texts = [
  '',
  'a',
  'ab',
  'b',
  '10',
  '9',
  'true',
  'ü',
  '😀',
  '\uff5e',
  "'; drop table vault.contacts; --",
  '$1',
  '%',
  '\\',
  '"',
];
const numbers = [0, 1, 9, 10, -1, 0.5, 9.5, 123456789012];
const names = ['plan', 'seats', 'constructor', 'a.b', "'x", 'tags'];
const value = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...numbers), fc.boolean());
const attribute: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: value },
  fc.array(fc.oneof(value, fc.constant(null), fc.constant([]))),
  fc.constant({ a: 1 }),
);
const tag = fc.constantFrom('vip', 'new', 'VIP', '{a,b}', 'NULL', "'");
const timeZone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC');
const channel = fc.constantFrom('email', 'http');

const contact = fc.record({
  attributes: fc.dictionary(fc.constantFrom(...names), attribute),
  tags: fc.uniqueArray(tag),
  timeZone: fc.option(timeZone),
  consent: fc.dictionary(channel, fc.constantFrom('granted', 'withdrawn')),
});

const { filter } = fc.letrec<{ filter: SegmentFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tag.map((each) => ({ tag: each })),
    timeZone.map((each) => ({ timeZone: each })),
    fc.record({ channel, state: fc.constantFrom('granted', 'withdrawn', 'unknown') }).map((consent) => ({ consent })),
    fc.constantFrom(...names).map((name): SegmentFilter => ({ attribute: name, op: 'exists' })),
    fc.record({
      attribute: fc.constantFrom(...names),
      op: fc.constantFrom('equals', 'not-equals', 'contains', 'greater', 'less'),
      value,
    }),
    tie('filter').map((not) => ({ not })),
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any })),
  ),
}));

test('the database and the plain meaning of a filter never differ', async () => {
  for (const [index, stated] of fc.sample(contact, { numRuns: 150, seed: 7 }).entries()) {
    const put = await putContact(pool, `c-${index}`, stated, 'test');
    expect(put).toMatchObject({ ok: true });
  }
  const everybody = await contactPage(pool, { limit: 1000 });
  await fc.assert(
    fc.asyncProperty(filter, async (each) => {
      const expected = everybody.filter((one) => passes(each, one));
      expect(await streamed(each)).toEqual(expected.map(({ id }) => id).toSorted());
      expect(await countSegment(pool, each)).toBe(expected.length);
      const sample = await sampleSegment(pool, each, 3);
      expect(sample).toEqual(expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 3));
      expect(await surveySegment(pool, each, 3)).toEqual({ count: expected.length, sample });
      expect(await surveySegment(pool, each, 0)).toEqual({ count: expected.length, sample: [] });
    }),
    { numRuns: 300 },
  );
  expect(await streamed(undefined)).toHaveLength(150);
});

test('pages show one moment, and end with the reader', async () => {
  await pool.query(
    `insert into vault.contacts (id, external_id, attributes, tags, consent, origin)
     select 'many-' || lpad(n::text, 5, '0'), 'many-' || n, '{}', '{many}', '{}', '{}' from generate_series(1, 2500) n`,
  );
  const pages: number[] = [];
  for await (const page of streamSegment(pool, { tag: 'many' })) {
    if (pages.length === 0) await pool.query(`delete from vault.contacts where id > 'many-01500'`);
    pages.push(page.length);
  }
  expect(pages).toEqual([1000, 1000, 500]);
  for await (const page of streamSegment(pool, { tag: 'many' })) {
    expect(page).toHaveLength(1000);
    break;
  }
  await eventually(async () => {
    const open = `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`;
    return (await pool.query(open)).rowCount === 0;
  });
});
