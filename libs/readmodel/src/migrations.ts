import type { Migration } from '#platform/database/migrate.js';

/** What runner and bulk jobs keep in schema `work`. The read models' own tables are made by their projections. */
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
  {
    id: '0002-bulk',
    sql: `
      -- The frozen selections of bulk jobs. What was decided about a job stands in its stream, what was done to a run
      -- in the run's; here is how far the job has come, and what every run answered.
      create table work.bulk_jobs (
        bulk_id text primary key,
        done integer not null default 0,
        refused integer not null default 0,
        failed integer not null default 0,
        created_at timestamptz not null default now()
      );
      create table work.bulk_rows (
        bulk_id text collate "C" not null,
        place integer not null,
        run_id text collate "C" not null,
        -- Null until its turn: done, refused or failed.
        result text,
        code text,
        detail text,
        event_id text,
        revision integer,
        position text,
        -- The run that a retry led to.
        made text,
        settled_at timestamptz(3),
        primary key (bulk_id, place)
      );
      create index bulk_rows_open on work.bulk_rows (bulk_id, place) where result is null;
      create index bulk_rows_results on work.bulk_rows (bulk_id, result, place);`,
  },
  {
    id: '0003-rebuild-progress',
    sql: `
      -- How far the copy of a rebuild has come; null when none is under way.
      alter table work.projections
        add column rebuild_events bigint,
        -- When the log wrote the first and the newest event that the copy has.
        add column rebuild_from timestamptz,
        add column rebuild_through timestamptz;`,
  },
];
