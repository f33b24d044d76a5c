import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Json } from '#domain/kernel/message.js';
import { arrayText } from '#platform/database/array-text.js';
import type { Sql } from '#platform/database/pool.js';
import { hmac } from '#platform/ids.js';

/** What a message says; which parts there are depends on the channel. */
export interface Content {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly body?: string;
}

/** One communication as it was written for its contact, and from what. */
export interface Rendering extends Content {
  readonly communicationId: string;
  readonly contactId: string;
  /** Every variable it was rendered with, and where its value came from. */
  readonly variables: { readonly [name: string]: { readonly value: Json; readonly origin: string } };
  /** `contentHashOf` under the contact's key: what events say instead of the content. */
  readonly contentHash: string;
}

/** HMAC of the content under the key of its contact. */
export const contentHashOf = (key: Buffer, { subject, text, html, body }: Content): string =>
  hmac(
    key,
    canonicalJson({
      ...(subject === undefined ? {} : { subject }),
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      ...(body === undefined ? {} : { body }),
    }),
  );

/**
 * Stores renderings in one statement; an earlier one of the same communication is replaced. Returns the ids of
 * those stored: who has been erased meanwhile gets no rendering, so that erasing cannot be overtaken.
 */
export const saveRenderings = async (sql: Sql, renderings: readonly Rendering[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql.query<{ communication_id: string }>({
    name: 'save-renderings',
    text: `with contact as (
       select contact_id from vault.contact_keys where contact_id = any($2) order by contact_id for key share
     )
     insert into vault.renderings
       (communication_id, contact_id, subject, text, html, body, variables, content_hash)
     select communication_id, contact_id, subject, text, html, body, variables::jsonb, content_hash
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       as r (communication_id, contact_id, subject, text, html, body, variables, content_hash)
     where contact_id in (select contact_id from contact)
     order by communication_id
     on conflict (communication_id) do update set contact_id = excluded.contact_id, subject = excluded.subject,
       text = excluded.text, html = excluded.html, body = excluded.body, variables = excluded.variables,
       content_hash = excluded.content_hash, rendered_at = now()
     returning communication_id`,
    values: [
      arrayText(renderings.map(({ communicationId }) => communicationId)),
      arrayText(renderings.map(({ contactId }) => contactId)),
      arrayText(renderings.map(({ subject }) => subject)),
      arrayText(renderings.map(({ text }) => text)),
      arrayText(renderings.map(({ html }) => html)),
      arrayText(renderings.map(({ body }) => body)),
      arrayText(renderings.map(({ variables }) => JSON.stringify(variables))),
      arrayText(renderings.map(({ contentHash }) => contentHash)),
    ],
  });
  return new Set(rows.map((row) => row.communication_id));
};

interface Row {
  readonly communication_id: string;
  readonly contact_id: string;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly body: string | null;
  readonly variables: Rendering['variables'];
  readonly content_hash: string;
}

/** By communication id; what was never rendered, or belongs to somebody who is erased, is absent. */
export const renderingsOf = async (
  sql: Sql,
  communicationIds: readonly string[],
): Promise<ReadonlyMap<string, Rendering>> => {
  const { rows } = await sql.query<Row>('select * from vault.renderings where communication_id = any($1)', [
    communicationIds,
  ]);
  return new Map(rows.map((row) => [row.communication_id, renderingOf(row)]));
};

const renderingOf = (row: Row): Rendering => ({
  communicationId: row.communication_id,
  contactId: row.contact_id,
  ...(row.subject === null ? {} : { subject: row.subject }),
  ...(row.text === null ? {} : { text: row.text }),
  ...(row.html === null ? {} : { html: row.html }),
  ...(row.body === null ? {} : { body: row.body }),
  variables: row.variables,
  contentHash: row.content_hash,
});
