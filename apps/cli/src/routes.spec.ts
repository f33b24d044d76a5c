import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { buildProgram } from './cli.js';
import type { Terminal } from './terminal.js';

/** Which command leads to which operation of the API. A new route needs a line here, and a command behind it. */
const commandOf: Readonly<Record<string, string>> = {
  Goals_define: 'goals define',
  Goals_list: 'goals list',
  Goals_revise: 'goals revise',
  Goals_get: 'goals show',
  Goals_archive: 'goals archive',
  Goals_attainment: 'goals attainment',
  Goals_usedBy: 'goals used-by',
  Goals_versions: 'goals versions',
  Goals_version: 'goals show',
  Goals_diff: 'goals diff',
  Segments_define: 'segments define',
  Segments_list: 'segments list',
  Segments_revise: 'segments revise',
  Segments_get: 'segments show',
  Segments_archive: 'segments archive',
  Segments_preview: 'segments sample',
  Segments_audience: 'segments count',
  Segments_usedBy: 'segments used-by',
  Segments_versions: 'segments versions',
  Segments_version: 'segments show',
  Segments_diff: 'segments diff',
  Senders_define: 'senders define',
  Senders_list: 'senders list',
  Senders_revise: 'senders revise',
  Senders_get: 'senders show',
  Senders_archive: 'senders archive',
  Senders_verify: 'senders verify',
  Senders_usedBy: 'senders used-by',
  Senders_versions: 'senders versions',
  Senders_version: 'senders show',
  Senders_diff: 'senders diff',
  Campaigns_define: 'campaigns define',
  Campaigns_list: 'campaigns list',
  Campaigns_revise: 'campaigns revise',
  Campaigns_get: 'campaigns show',
  Campaigns_duplicate: 'campaigns duplicate',
  Campaigns_activate: 'campaigns activate',
  Campaigns_pause: 'campaigns pause',
  Campaigns_archive: 'campaigns archive',
  Campaigns_versions: 'campaigns versions',
  Campaigns_version: 'campaigns show',
  Campaigns_diff: 'campaigns diff',
  Trials_preview: 'campaigns preview',
  Trials_trial: 'campaigns try',
  Trials_html: 'campaigns preview',
  WorkingCopies_get: 'campaigns working-copy',
  WorkingCopies_keep: 'campaigns keep-working-copy',
  WorkingCopies_discard: 'campaigns discard-working-copy',
  Trials_missingVariables: 'campaigns missing',
  Trials_preflight: 'campaigns preflight',
  Imports_take: 'contacts import',
  Imports_list: 'contacts imports',
  Imports_refused: 'contacts export-refused',
  Imports_get: 'contacts import-report',
  Contacts_put: 'contacts put',
  Contacts_get: 'contacts show',
  Contacts_list: 'contacts list',
  Contacts_erase: 'contacts erase',
  ContactEvents_record: 'contact-events add',
  Suppressions_list: 'suppressions list',
  Suppressions_suppress: 'suppressions add',
  Suppressions_release: 'suppressions release',
  Holds_list: 'hold list',
  Holds_runs: 'hold runs',
  Holds_place: 'hold on',
  Holds_lift: 'hold off',
  Keys_create: 'keys create',
  Keys_list: 'keys list',
  Keys_revoke: 'keys revoke',
  Keys_me: 'keys me',
  Session_ticket: 'console',
  SavedViews_list: 'views list',
  SavedViews_add: 'views add',
  SavedViews_get: 'views show',
  SavedViews_change: 'views change',
  SavedViews_remove: 'views delete',
  SavedViews_choose: 'views choose',
  Exports_runs: 'runs export',
  Exports_communications: 'runs export-communications',
  Events_events: 'events',
  Events_eventTypes: 'event-types',
  Problems_get: 'problem',
  Health_live: 'health',
  Health_ready: 'health',
  RunCommands_start: 'run',
  RunCommands_pause: 'runs pause',
  RunCommands_resume: 'runs resume',
  RunCommands_cancel: 'runs cancel',
  RunCommands_reschedule: 'runs reschedule',
  RunCommands_startNow: 'runs start-now',
  RunCommands_runAgain: 'runs again',
  RunCommands_retryFailed: 'runs retry-failed',
  RunCommands_resend: 'runs resend',
  Runs_list: 'runs list',
  Runs_counters: 'runs counters',
  Runs_get: 'runs show',
  Runs_refresh: 'runs refresh',
  RunParts_communications: 'runs communications',
  RunParts_replies: 'runs replies',
  RunParts_instructions: 'runs instructions',
  RunParts_versions: 'runs versions',
  RunParts_history: 'runs history',
  RunParts_attainment: 'runs attainment',
  RunParts_skips: 'runs skips',
  Replay_replay: 'runs replay',
  Communications_list: 'communications list',
  Communications_get: 'communications show',
  Communications_html: 'communications show',
  Communications_resolve: 'communications resolve',
  Communications_resolveMany: 'communications resolve',
  Lessons_record: 'lessons record',
  Lessons_list: 'lessons list',
  Lessons_get: 'lessons show',
  Explain_run: 'explain run',
  Explain_communication: 'explain communication',
  Explain_compare: 'explain compare',
  Find_find: 'find',
  Find_findMail: 'find',
  Drafts_list: 'drafts list',
  Drafts_approve: 'drafts approve',
  Drafts_reject: 'drafts reject',
  Drafts_renderAgain: 'drafts render-again',
  Replies_list: 'replies list',
  Replies_get: 'replies show',
  Replies_classify: 'replies classify',
  Schedules_set: 'schedules set',
  Schedules_change: 'schedules change',
  Schedules_list: 'schedules list',
  Schedules_get: 'schedules show',
  Schedules_pause: 'schedules pause',
  Schedules_unpause: 'schedules unpause',
  Schedules_archive: 'schedules archive',
  Schedules_trigger: 'schedules trigger',
  Schedules_backfill: 'schedules backfill',
  Occurrences_preview: 'schedules preview',
  Occurrences_times: 'schedules times',
  Occurrences_occurrences: 'schedules occurrences',
  Occurrences_occurrencesFile: 'schedules export',
  Occurrences_punctuality: 'schedules punctuality',
  Occurrences_backfill: 'schedules backfill',
  Bulk_preview: 'bulk preview',
  Bulk_start: 'bulk start',
  Bulk_list: 'bulk list',
  Bulk_get: 'bulk show',
  Bulk_results: 'bulk results',
  Bulk_resultsFile: 'bulk export',
  Bulk_abort: 'bulk abort',
  Operations_parked: 'parked list',
  Operations_retry: 'parked retry',
  Operations_projections: 'projections list',
  Operations_rebuild: 'projections rebuild',
  Operations_verify: 'projections verify',
  Operations_reconcile: 'queue reconcile',
  Installation_workers: 'workers',
  Installation_configuration: 'configuration',
};

/** Operations that are for the console alone: the command line sends its key. */
const forBrowsers: readonly string[] = ['Session_signIn', 'Session_get', 'Session_signOut'];

/** Commands that ask no route of their own. */
const withoutRoute = {
  'contacts find': 'contacts list --email, in the words of whoever looks for somebody',
  'runs watch': 'runs show, again and again',
  'drafts show': 'communications show, as a reviewer needs it',
  doctor: 'asks many',
  init: 'makes what every process finds before it starts',
  backup: 'copies the stores themselves',
  restore: 'fills the stores before an API can run on them',
  'log export': 'reads the log itself, of whatever store',
  'log import': 'fills the log before an API can run on it',
  'log adopt': 'for a log on which no API starts',
};

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

const document: Document = JSON.parse(readFileSync(join(__dirname, '../../../libs/client/openapi.json'), 'utf8'));
const operations = Object.values(document.paths).flatMap((path) =>
  Object.values(path).map(({ operationId }) => operationId),
);

const silent: Terminal = {
  env: {},
  write: () => undefined,
  say: () => undefined,
  input: (async function* () {})(),
  columns: null,
  sayColumns: null,
  ask: null,
  signal: new AbortController().signal,
};

const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

const nameOf = (command: Command): string => {
  const parent = command.parent === null || command.parent.parent === null ? [] : [nameOf(command.parent)];
  return [...parent, command.name()].join(' ');
};

const commands = leaves(buildProgram(silent, async () => undefined));

test('every operation of the API has a command', () => {
  expect(operations.toSorted()).toEqual([...Object.keys(commandOf), ...forBrowsers].toSorted());
  const names = new Set(commands.map(nameOf));
  expect(Object.values(commandOf).filter((name) => !names.has(name))).toEqual([]);
});

test('every command leads somewhere', () => {
  const known = new Set([...Object.values(commandOf), ...Object.keys(withoutRoute)]);
  expect(commands.map(nameOf).filter((name) => !known.has(name))).toEqual([]);
});

test('every command says what it does, describes what it takes, and shows itself in an example', () => {
  for (const command of commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    const name = nameOf(command);
    expect(help).toContain(`\nExample:\n  sortie ${name}`);
    expect({ name, summary: command.summary() }).toEqual({ name, summary: expect.stringMatching(/^[A-Z].*[^.]$/) });
    const described = [...command.registeredArguments, ...command.options].map(({ description }) => description);
    expect({ name, described }).toEqual({ name, described: described.map(() => expect.stringMatching(/\S/)) });
  }
});

test('no option of a command is hidden by one of the program', () => {
  const taken = new Set(commands[0] === undefined ? [] : rootOf(commands[0]).options.map(({ long }) => long));
  const hidden = commands.flatMap((command) =>
    command.options.filter(({ long }) => taken.has(long)).map(({ long }) => `${nameOf(command)} ${long}`),
  );
  expect(hidden).toEqual([]);
});

const rootOf = (command: Command): Command => (command.parent === null ? command : rootOf(command.parent));

test('the examples are command lines that can be read', async () => {
  for (const command of commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    const examples = help.split('Example:\n').at(-1)?.trim().split('\n  ') ?? [];
    for (const example of examples) {
      let performed = 0;
      const program = buildProgram(silent, async () => {
        performed += 1;
      });
      await program.parseAsync(wordsOf(example).slice(1), { from: 'user' });
      expect({ example, performed }).toEqual({ example, performed: 1 });
    }
  }
});

/** As a shell would part them, without its variables. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
