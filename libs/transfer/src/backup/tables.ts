/** A table of PostgreSQL that a backup takes along. */
export interface KeptTable {
  readonly name: string;
  /** Rows read at a time: few where a row may be large. */
  readonly atOnce: number;
}

const kept = (name: string, atOnce = 500): KeptTable => ({ name, atOnce });

/** In an order in which no row refers to one of a later table. */
export const keptTables: readonly KeptTable[] = [
  kept('access.keys'),
  kept('vault.contacts'),
  kept('vault.contact_keys'),
  kept('vault.addresses'),
  kept('vault.consent_changes'),
  kept('vault.imports'),
  kept('vault.import_faults'),
  kept('vault.renderings', 100),
  kept('vault.run_inputs', 20),
  kept('vault.inbound_messages', 4),
  kept('vault.verifications'),
  kept('vault.lesson_notes'),
  // A fence must never come twice.
  kept('work.leases'),
  kept('work.idempotency'),
  kept('work.saved_views'),
  kept('work.view_choices'),
  kept('work.working_copies', 50),
  kept('work.audiences', 2_000),
  kept('work.frozen_audiences'),
  kept('work.bulk_jobs'),
  kept('work.bulk_rows', 2_000),
];

/** Tables of the service that no backup needs, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  'log.events': 'the log has a file of its own',
  'log.epochs': 'a restore opens the next one',
  'work.migrations': 'made by the release that restores',
  'work.projections': 'read models are folded anew',
  'work.parked': 'read models are folded anew',
  'work.checkpoints': 'reactors begin anew',
  'work.rate_limits': 'true for a second',
  'work.run_places': 'runs get in line again, in the order of the log',
  'work.troubles': 'what is in trouble gets into it again',
  'work.workers': 'none of them lives any more',
  'access.sessions': 'whoever was signed in signs in again',
  'access.sign_in_tickets': 'good for two minutes',
  'work.transfers': 'about the installation itself',
};
