import type { Migration } from '#platform/database/migrate.js';

/** Schema `vault`: everything that must be erasable, and nothing that a rebuild needs. */
export const migrations: readonly Migration[] = [
  {
    id: '0001-contacts',
    sql: `
      create schema vault;

      create table vault.contacts (
        id text primary key,
        external_id text not null unique,
        email text,
        -- The address without its case: two contacts may share it, imports refuse the second.
        email_key text,
        name text,
        time_zone text,
        locale text,
        attributes jsonb not null,
        tags text[] not null,
        consent jsonb not null,
        -- Where each value came from, by field.
        origin jsonb not null,
        -- The latest import that named this contact, and its row: how a second row for one contact is noticed.
        import_id text,
        import_row integer,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index contacts_email_key on vault.contacts (email_key);
      create index contacts_tags on vault.contacts using gin (tags);

      -- Under this key go all hashes of the contact's data that leave the vault; without it they mean nothing.
      create table vault.contact_keys (
        contact_id text primary key references vault.contacts on delete cascade,
        key bytea not null
      );

      -- Every address a contact has had, so that a search finds what went to an old one.
      create table vault.addresses (
        address_key text not null,
        contact_id text not null references vault.contacts on delete cascade,
        primary key (address_key, contact_id)
      );
      create index addresses_contact_id on vault.addresses (contact_id);

      -- Changes of consent that the log does not hold yet: written with the contact, removed once appended.
      create table vault.consent_changes (
        id bigint generated always as identity primary key,
        contact_id text not null references vault.contacts on delete cascade,
        channel text not null,
        state text not null,
        origin text not null
      );
      create index consent_changes_contact_id on vault.consent_changes (contact_id);`,
  },
  {
    id: '0002-imports',
    sql: `
      create table vault.imports (
        id text primary key,
        source text not null,
        format text not null,
        state text not null,
        detail text,
        -- What became of each column or member of the file.
        columns jsonb not null,
        rows integer not null default 0,
        created integer not null default 0,
        updated integer not null default 0,
        unchanged integer not null default 0,
        without_address integer not null default 0,
        refused integer not null default 0,
        -- Faults by reason; a refused row may have several.
        faults jsonb not null default '{}',
        started_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );

      create table vault.import_faults (
        id bigint generated always as identity primary key,
        import_id text not null references vault.imports on delete cascade,
        row integer not null,
        "column" text,
        reason text not null,
        detail text not null
      );
      create index import_faults_import_id on vault.import_faults (import_id, id);`,
  },
  {
    id: '0003-messages',
    sql: `
      create table vault.renderings (
        communication_id text primary key,
        contact_id text not null,
        subject text,
        text text,
        html text,
        body text,
        variables jsonb not null,
        content_hash text not null,
        rendered_at timestamptz not null default now()
      );
      create index renderings_contact_id on vault.renderings (contact_id);

      create table vault.run_inputs (
        run_id text primary key,
        variables jsonb not null,
        -- Where the messages of a test run go; null where somebody was erased.
        addresses text[] not null,
        address_keys text[] not null,
        key bytea not null,
        created_at timestamptz not null default now()
      );
      create index run_inputs_address_keys on vault.run_inputs using gin (address_keys);

      create table vault.inbound_messages (
        id text primary key,
        contact_id text,
        communication_id text,
        message_id text,
        from_address text,
        from_key text,
        subject text,
        text text,
        raw bytea not null,
        received_at timestamptz not null
      );
      create index inbound_messages_contact_id on vault.inbound_messages (contact_id);
      create index inbound_messages_communication_id on vault.inbound_messages (communication_id);
      create index inbound_messages_from_key on vault.inbound_messages (from_key);
      create index inbound_messages_message_id on vault.inbound_messages (message_id);

      create table vault.verifications (
        id text primary key,
        address text not null,
        address_key text not null,
        created_at timestamptz not null default now()
      );
      create index verifications_address_key on vault.verifications (address_key);`,
  },
  {
    id: '0004-lesson-notes',
    sql: `
      create table vault.lesson_notes (
        lesson_id text primary key,
        note text not null,
        -- Whom the lesson is about, where it is about one person.
        contact_id text,
        created_at timestamptz not null default now()
      );
      create index lesson_notes_contact_id on vault.lesson_notes (contact_id);`,
  },
];
