import type { Migration } from '#platform/database/migrate.js';

/** What the runner keeps in schema `work`. The read models' own tables are made by their projections. */
export const migrations: readonly Migration[] = [
  {
    id: '0001-projections',
    sql: `
      create table work.projections (
        name text primary key,
        version integer not null,
        schema text not null,
        -- Everything up to here is in the tables.
        checkpoint text not null,
        -- When the log wrote the newest event that is in the tables.
        as_of timestamptz,
        -- Of the lease that may write; an owner with a smaller one has lost it.
        fence bigint not null,
        rebuild_requested_at timestamptz,
        rebuilt_at timestamptz,
        updated_at timestamptz not null default now()
      );

      create table work.parked (
        -- The tables that lack the event: a rebuild parks for itself.
        schema text not null,
        stream text collate "C" not null,
        revision integer not null,
        projection text not null,
        position text not null,
        event_id uuid not null,
        type text not null,
        -- Of the event that failed; null for those that only came after it.
        error text,
        since timestamptz not null default now(),
        primary key (schema, stream, revision)
      );`,
  },
];
