import type { Migration } from './database/migrate.js';

/** Schemas `work` (what processes coordinate through) and `access` (who may). */
export const migrations: readonly Migration[] = [
  {
    id: '0001-leases',
    sql: `
      create table work.leases (
        name text primary key,
        owner text not null,
        -- Rows stay after release, because a fence must never come twice.
        fence bigint not null,
        until timestamptz not null,
        acquired_at timestamptz not null
      );
      create index leases_until on work.leases (until);`,
  },
  {
    id: '0002-rate-limits',
    sql: `
      create table work.rate_limits (
        key text primary key,
        tokens double precision not null,
        -- What the latest take got.
        granted integer not null,
        refilled_at timestamptz not null
      );`,
  },
  {
    id: '0003-idempotency',
    sql: `
      create table work.idempotency (
        -- SHA-256 of principal, route and key: keys are the clients' own texts.
        scope text primary key,
        body_hash text not null,
        command_id text not null,
        leased_until timestamptz not null,
        expires_at timestamptz not null,
        answer jsonb
      );
      create index idempotency_expires_at on work.idempotency (expires_at);`,
  },
  {
    id: '0004-access-keys',
    sql: `
      create schema access;
      create table access.keys (
        id text primary key,
        owner text not null,
        role text not null,
        secret_hash bytea not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz
      );`,
  },
  {
    id: '0005-checkpoints',
    sql: `
      -- Where each reactor has got to; what a reactor does twice does no harm.
      create table work.checkpoints (
        name text primary key,
        position text not null,
        updated_at timestamptz not null default now()
      );`,
  },
  {
    id: '0006-audiences',
    sql: `
      -- The audience of a run that is being prepared, in order; gone once its batches are in the log.
      create table work.audiences (
        run_id text not null,
        place integer not null,
        contact_id text not null,
        primary key (run_id, place)
      );
      -- Only here when the audience is whole.
      create table work.frozen_audiences (
        run_id text primary key,
        count integer not null,
        digest text not null
      );`,
  },
  {
    id: '0007-troubles',
    sql: `
      -- Jobs and events whose handling began and has not ended well: tries are counted before they begin, so that
      -- one which kills its process counts too.
      create table work.troubles (
        item text primary key,
        -- How far the item had got as the latest try began: progress begins the count again.
        progress text not null,
        tries integer not null,
        error text,
        parked_at timestamptz,
        updated_at timestamptz not null default now()
      );`,
  },
  {
    id: '0008-workers',
    sql: `
      create table work.workers (
        name text primary key,
        started_at timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        queue_waiting integer not null,
        queue_active integer not null,
        windows jsonb not null
      );`,
  },
  {
    id: '0009-queue-trouble',
    sql: `
      -- A worker lives although it cannot see the queue.
      alter table work.workers
        alter column queue_waiting drop not null,
        alter column queue_active drop not null,
        add column queue_trouble text;`,
  },
  {
    id: '0009-transfers',
    sql: `
      -- One row while a log or a backup is being brought in: until it is gone nobody may work with the stores.
      create table work.transfers (
        one boolean primary key default true check (one),
        kind text not null,
        source text not null,
        begun_at timestamptz not null default now()
      );`,
  },
  {
    id: '0010-sessions',
    sql: `
      -- Browsers that are signed in. Only hashes: who reads this table can sign in as nobody.
      create table access.sessions (
        token_hash bytea primary key,
        key_id text not null,
        created_at timestamptz not null default now(),
        seen_at timestamptz not null default now()
      );
      create index sessions_key on access.sessions (key_id, created_at);
      create index sessions_created_at on access.sessions (created_at);
      -- What a sign-in link carries: good for one sign-in, shortly.
      create table access.sign_in_tickets (
        ticket_hash bytea primary key,
        key_id text not null,
        expires_at timestamptz not null
      );`,
  },
  {
    id: '0011-run-places',
    sql: `
      -- The lines of runs in front of what limits how many are under way at a time. Whether a run is under way the log
      -- says; a row that was let go stands for it until the read model knows.
      create table work.run_places (
        -- campaign:<id>, sender:<id>, channel:<kind>
        scope text not null,
        run_id text not null,
        -- Runs under way at a time, by the versions that this run has pinned.
        most integer not null,
        queued_at timestamptz not null,
        -- Null while it waits.
        granted_at timestamptz,
        -- Of the run's lease under which it was asked for last.
        fence bigint not null,
        primary key (scope, run_id)
      );
      create index on work.run_places (run_id);`,
  },
  {
    id: '0012-saved-views',
    sql: `
      -- How people look at lists: filters, order and columns, as the console's address has them. Preferences, no truth of a
      -- run: they are changed in place and are not in the log.
      create table work.saved_views (
        id text primary key,
        -- The key's owner, as in events.
        owner text not null,
        page text not null,
        name text not null,
        search text not null,
        shared boolean not null,
        updated_at timestamptz not null default now()
      );
      create unique index saved_views_owner on work.saved_views (owner, page, name);
      create index saved_views_shared on work.saved_views (page) where shared;
      -- What somebody has made of a view, their own or a shared one.
      create table work.view_choices (
        owner text not null,
        view_id text not null references work.saved_views (id) on delete cascade,
        page text not null,
        pinned boolean not null,
        is_default boolean not null,
        primary key (owner, view_id)
      );
      create unique index view_choices_default on work.view_choices (owner, page) where is_default;
      create index view_choices_view on work.view_choices (view_id);`,
  },
  {
    id: '0013-working-copies',
    sql: `
      -- What people have changed of a campaign and not published. No truth of a run: nothing but its own editor reads it.
      create sequence work.working_copy_revisions;
      create table work.working_copies (
        campaign_id text not null,
        -- The key's owner, as in events.
        owner text not null,
        -- The version that the changes began on.
        base integer not null,
        -- Not jsonb: the order of members is the writer's own.
        definition json not null,
        revision bigint not null default nextval('work.working_copy_revisions'),
        saved_at timestamptz not null default now(),
        primary key (campaign_id, owner)
      );
      alter sequence work.working_copy_revisions owned by work.working_copies.revision;`,
  },
  {
    id: '0014-view-revisions',
    sql: `
      -- How often its owner has kept it: a change made on another one than the present would take back what was kept since.
      alter table work.saved_views add revision integer not null default 1;`,
  },
  {
    id: '0015-tries-of-troubles',
    sql: `
      -- The latest try, which looks at a parked item do not move.
      alter table work.troubles add column tried_at timestamptz not null default now();`,
  },
];
