import type pg from 'pg';
import { answered, type SortieClient } from '#client/client.js';
import { newId } from '#platform/ids.js';

/** Contacts as an import would leave them, in short statements. */
export const fillContacts = async (pool: pg.Pool, count: number): Promise<void> => {
  const atOnce = 2_000;
  for (let from = 0; from < count; from += atOnce) {
    await pool.query(
      `with fresh as (
         select lpad(to_hex(n), 26, '0') as id, 'contact-' || n as external_id, 'c' || n || '@example.test' as email
         from generate_series($1::int, $2::int) n),
       kept as (
         insert into vault.contacts (id, external_id, email, email_key, name, attributes, tags, consent, origin)
         select id, external_id, email, email, 'Contact ' || external_id, '{"plan":"gold"}', '{}', '{}', '{}' from fresh)
       insert into vault.contact_keys (contact_id, key) select id, sha256(id::bytea) from fresh`,
      [from, Math.min(count, from + atOnce) - 1],
    );
  }
  await pool.query('analyze vault.contacts');
};

/** About 1 kB of message: a section, seven variables, and prose around them. */
const paragraph =
  'We looked at how {{ contact.name }} uses the service on the {{ plan }} plan, and there are three things that might help. ';
export const template = {
  subject: 'For {{ contact.name }}: {{ goal.name }}',
  text: `{{ instructions.opening }}\n\n${paragraph.repeat(6)}\n\nIf this is of no use to you: {{ unsubscribe_url }}\n`,
};

/** The section that the template takes in. */
export const opening = 'Dear {{ contact.name }},';

/** What of a campaign some benchmarks want otherwise. */
export interface Changes {
  readonly channel?: 'email' | 'http' | 'noop';
  readonly sender?: string;
  readonly template?: { readonly subject?: string; readonly text?: string; readonly body?: string };
}

/** A campaign that goes to everyone, by default without sending anything; `start` answers the id of the run. */
export const defineCampaign = async (
  client: SortieClient,
  changes: Changes = {},
): Promise<{ id: string; start(): Promise<string> }> => {
  const name = { summary: 'benchmark' };
  const goal = await answered(client.POST('/v1/goals', { body: { ...name, name: 'Bench', statement: 'To be fast' } }));
  const segment = await answered(client.POST('/v1/segments', { body: { ...name, name: 'Everyone' } }));
  const campaign = await answered(
    client.POST('/v1/campaigns', {
      body: {
        ...name,
        name: 'Bench',
        channel: 'noop',
        goal: goal.id,
        segment: segment.id,
        instructions: { prose: '', sections: { opening } },
        template,
        writer: 'template',
        reviewer: 'none',
        responseBehaviour: 'record',
        onUnknown: 'never-resend',
        ...changes,
      },
    }),
  );
  await answered(client.POST('/v1/campaigns/{id}/activate', { params: { path: { id: campaign.id } }, body: {} }));
  return {
    id: campaign.id,
    start: async () => {
      const run = await answered(
        client.POST('/v1/campaigns/{id}/runs', {
          params: { path: { id: campaign.id }, header: { 'Idempotency-Key': newId() } },
          body: {},
        }),
      );
      return run.id;
    },
  };
};
