import type { Migration } from '#platform/database/migrate.js';

/** Schema `log`: the events, and the epochs of their transaction ids. */
export const migrations: readonly Migration[] = [
  {
    id: '0001-events',
    sql: `
      create schema log;

      -- Transaction ids order events within one cluster only: a dump restored elsewhere goes on in a new epoch.
      create table log.epochs (
        epoch integer primary key,
        system_identifier text not null,
        database oid not null,
        opened_at timestamptz not null default clock_timestamp()
      );

      create table log.events (
        epoch integer not null,
        tx xid8 not null default pg_current_xact_id(),
        -- Order within a transaction; not contiguous, and across transactions not the order of commits.
        position bigserial,
        stream text collate "C" not null,
        revision integer not null,
        category text collate "C" not null generated always as (split_part(stream, '-', 1)) stored,
        id uuid not null,
        type text collate "C" not null,
        data jsonb not null,
        meta jsonb not null,
        recorded_at timestamptz not null default clock_timestamp(),
        -- The order of the feed.
        primary key (epoch, tx, position),
        unique (stream, revision)
      );
      create index events_category on log.events (category, epoch, tx, position);

      create function log.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the log is append-only';
      end $$;
      create trigger append_only before update or delete or truncate on log.events
        for each statement execute function log.refuse_change();`,
  },
];
