import type { Recipient } from '#domain/batch/state.js';
import { goalDefinition } from '#domain/testing/definition-fixtures.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import { openPool } from '#platform/database/pool.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { putContact } from '#vault/contacts/put.js';
import { freshDatabase } from '../../../../test/support/database.js';
import { campaign } from '../../../../test/support/message-input.js';
import { compose } from './compose.js';
import type { Plan } from './plan.js';

/** Some of these take longer than a turn, and none of them fails. */
const slow = '{% assign a = "c,b,a" | split: "," %}{% for i in (1..20000) %}{% assign b = a %}{% endfor %}done';

const plan: Plan = {
  request: requestOf('r1'),
  manifest: { ...manifestOf(20), channel: 'noop' },
  campaign: { ...campaign, template: { text: slow } },
  goal: goalDefinition,
  sender: { id: 'none', name: 'none', channel: 'noop', provider: 'noop', limits: { perSecond: Infinity } },
  variables: {},
  testAddresses: [],
};

it('leaves everybody else a turn between messages that take long, and all but the first for later when its time is over', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.url);
  const deps = { sql: pool, unsubscribeUrl: (id: string) => `https://x.test/u/${id}` };
  const names = Array.from({ length: 20 }, (_, at) => `p${at}`);
  for (const name of names) await putContact(pool, name, {}, 'test');
  const contacts = await contactsByExternalIds(pool, names);
  const recipients = names.map((name, at): Recipient => ({
    communicationId: `r1.1.${at}`,
    contactId: contacts.get(name)?.id ?? '',
    attempt: 0,
    standing: { is: 'planned' },
  }));
  const idsOf = (composed: Awaited<ReturnType<typeof compose>>) => composed.map((one) => one.recipient.communicationId);
  let turns = 0;
  const other = setInterval(() => (turns += 1), 1);

  const all = await compose(deps, plan, recipients, Infinity);
  clearInterval(other);
  expect(idsOf(all)).toEqual(recipients.map(({ communicationId }) => communicationId));
  expect(turns).toBeGreaterThan(1);

  const first = await compose(deps, plan, recipients, 0);
  expect(idsOf(first)).toEqual(['r1.1.0']);
  await pool.end();
  await database.drop();
});
