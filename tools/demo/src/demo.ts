import { answered, type Schemas } from '#client/client.js';
import type { Running } from '#platform/config/running.js';
import { answerMail } from './answer-mail.js';
import { caughtMail } from './caught-mail.js';
import { type Check, ledgerCheck, mailCheck, replyCheck } from './checks.js';
import { communicationsOf, importCsv, listed, type Session } from './commands.js';
import { firstRows } from './first-rows.js';
import { followRun, type Run } from './follow-run.js';
import type { DemoReport } from './report.js';
import { type Examples, setUpCampaign } from './set-up-campaign.js';
import type { Terminal } from './terminal.js';
import { until } from './until.js';

export interface DemoOptions {
  readonly session: Session;
  readonly running: Running;
  readonly examples: Examples;
  /** Rows of the file to use; null for all of them. */
  readonly rows: number | null;
  readonly terminal: Terminal;
  /** What it runs on, in plain words. */
  readonly stack: readonly string[];
}

/** Messages a run may need per second at least, before the demo gives it up. */
const slowestPerSecond = 20;

/** The main job from the file of contacts to the goal's attainment, through the public API alone. */
export const runDemo = async (options: DemoOptions): Promise<DemoReport> => {
  const { session, running, examples, rows, terminal, stack } = options;
  const begun = performance.now();
  const { client } = session;
  if (running.mail === null) throw new Error('the demo needs the development mail server');

  terminal.line('\n1  Import examples/contacts.csv');
  const file = rows === null ? examples.contacts : firstRows(examples.contacts, rows);
  const contacts = await importCsv(session, 'contacts.csv', file);
  sayImport(terminal, contacts);

  terminal.line('\n2  Define goal, segment, sender and campaign');
  const { campaignId, verificationId } = await setUpCampaign(session, examples);
  const preflight = await answered(
    client.GET('/v1/campaigns/{id}/preflight', { params: { path: { id: campaignId } } }),
  );
  terminal.line(`  campaign ${campaignId}, sender verified by a test mail`);
  terminal.line(`  preflight: ${preflight.ready ? 'ready' : 'NOT ready'}`);
  for (const { severity, detail } of preflight.findings) terminal.line(`    ${severity}: ${detail}`);

  terminal.line('\n3  Test run to two addresses');
  const testRunId = await start(session, campaignId, 'demo-test', {
    test: true,
    addresses: ['mara@harbour-coffee.test', 'proofs@harbour-coffee.test'],
    reason: 'Proofreading',
  });
  const testRun = await followRun(session, testRunId, terminal, 30_000);
  terminal.line(`  ${testRun.status}, ${testRun.ledger.accepted} accepted`);

  terminal.line('\n4  Schedule a run, and reschedule it once');
  const startAt = inSeconds(5);
  const runId = await start(session, campaignId, 'demo-run', {
    startAt,
    metadata: { demo: 'main' },
    reason: 'The invitation',
  });
  terminal.line(`  run ${runId} starts at ${startAt}`);
  const later = new Date(Date.parse(startAt) + 2_000).toISOString();
  const body = { startAt: later, reason: 'Two more seconds' };
  await answered(client.POST('/v1/runs/{id}/reschedule', { params: { path: { id: runId }, header: listed }, body }));
  terminal.line(`  rescheduled to ${later}`);

  terminal.line('\n5  Watch it');
  const patience = 30_000 + (contacts.rows / slowestPerSecond) * 1_000;
  const ended = await followRun(session, runId, terminal, patience);
  terminal.line(`  ${endLine(ended)}`);

  terminal.line('\n6  Answer as recipients and their servers do');
  const accepted = [...(await acceptedOf(session, testRun)), ...(await acceptedOf(session, ended))];
  const caught = await caughtMail(running.mail.pageUrl);
  const isVerification = ({ messageId }: { readonly messageId: string }): boolean => messageId.includes(verificationId);
  const ofRun = caught.filter(({ messageId }) => messageId.startsWith(`<${runId}.`));
  const answers = await answerMail(session, runId, { pageUrl: running.mail.pageUrl, caught: ofRun }, running.inbound);
  for (const [kind, count] of Object.entries(answers.kinds)) terminal.line(`  ${String(count).padStart(2)} × ${kind}`);

  const replay = await replayOf(session, [testRunId, runId]);
  const run = answers.run;
  const checks = [
    ledgerCheck('the ledger balances', run.ledger),
    ledgerCheck('the ledger of the test run balances', testRun.ledger),
    mailCheck(
      accepted,
      caught.filter((mail) => !isVerification(mail)).map(({ messageId }) => messageId),
    ),
    verificationCheck(caught.filter(isVerification).length),
    replyCheck(answers.sent, run.replies),
    replay.check,
  ];
  const durationMs = ended.durationMs;
  return {
    ok: checks.every(({ ok }) => ok),
    stack,
    checks,
    contacts: {
      rows: contacts.rows,
      created: contacts.created,
      refused: contacts.refused,
      withoutAddress: contacts.withoutAddress,
      faults: contacts.faults,
    },
    campaignId,
    testRun: { id: testRunId, status: testRun.status, ledger: testRun.ledger },
    run: {
      id: runId,
      status: run.status,
      ledger: run.ledger,
      latenessMs: run.timings.latenessMs,
      durationMs,
      acceptedPerSecond:
        durationMs === null ? null : Math.round((run.ledger.accepted * 1_000) / Math.max(1, durationMs)),
      events: replay.events,
    },
    replies: run.replies,
    attainment: run.attainment,
    seconds: Math.round((performance.now() - begun) / 100) / 10,
  };
};

const sayImport = (terminal: Terminal, report: Schemas['Import']): void => {
  const { rows, created, updated, refused, withoutAddress, faults } = report;
  terminal.line(
    `  ${rows} rows: ${created} created, ${updated} updated, ${refused} refused, ${withoutAddress} without an address`,
  );
  for (const [reason, count] of Object.entries(faults).toSorted(([, a], [, b]) => b - a)) {
    terminal.line(`  ${String(count).padStart(6)} × ${reason}`);
  }
  const [example] = report.refusedRows;
  if (example) terminal.line(`  e.g. row ${example.row}, ${example.column ?? 'whole row'}: ${example.detail}`);
};

const start = async ({ client }: Session, id: string, key: string, body: Schemas['StartRunBody']): Promise<string> => {
  const params = { path: { id }, header: { ...listed, 'Idempotency-Key': key } };
  return (await answered(client.POST('/v1/campaigns/{id}/runs', { params, body }))).id;
};

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();

const endLine = ({ status, durationMs, timings, ledger }: Run): string =>
  `${status} after ${((durationMs ?? 0) / 1_000).toFixed(1)} s, started ${timings.latenessMs ?? 0} ms late, ` +
  `${ledger.accepted.toLocaleString('en')} accepted`;

/**
 * Message-IDs of what the mail server took; a bounce later on does not undo that. The list may be a moment behind the
 * run that has ended; where it stays behind, it is judged as it is.
 */
const acceptedOf = async (session: Session, { id, ledger }: Run): Promise<readonly string[]> => {
  const deadline = performance.now() + 15_000;
  return until(
    `the list shows what run ${id} has sent`,
    async () => {
      const accepted = (await communicationsOf(session, id)).filter(({ acceptedAt }) => acceptedAt !== null);
      const isThere = accepted.length >= ledger.accepted || performance.now() > deadline;
      return isThere ? accepted.map(({ messageId }) => messageId ?? 'without a Message-ID') : null;
    },
    { timeoutMs: 30_000, signal: session.signal },
  );
};

const verificationCheck = (count: number): Check => ({
  name: 'the sender’s test mail arrived once',
  ok: count === 1,
  detail: `${count} at the mail server`,
});

/** Folds every event of the runs once more and compares with what the lists show. */
const replayOf = async (
  { client }: Session,
  ids: readonly string[],
): Promise<{ readonly check: Check; readonly events: number }> => {
  let [differences, events, compared] = [0, 0, 0];
  for (const id of ids) {
    const params = { path: { id }, query: { verify: 'true', limit: 1 } } as const;
    const { verdict, number } = await answered(client.GET('/v1/runs/{id}/replay', { params }));
    differences += verdict?.count ?? 1;
    compared += verdict?.communications ?? 0;
    events = number;
  }
  const detail = `${differences} differences in ${compared} communications`;
  return {
    check: { name: 'a replay of every event gives what the lists show', ok: differences === 0, detail },
    events,
  };
};

/** Where to look further; the key lies in the data folder. */
export const whereToLook = (
  { run }: DemoReport,
  { apiUrl, mail }: Running,
  dataDir: string,
  keep: boolean,
): readonly string[] => [
  '',
  `The history of the run has ${run.events.toLocaleString('en')} entries${keep ? ':' : '. With --keep Sortie goes on running, to look at them:'}`,
  `  DATA_DIR=${dataDir} npx sortie runs history ${run.id}`,
  `  DATA_DIR=${dataDir} npx sortie runs replay ${run.id} --verify`,
  `  ${apiUrl}/docs   ${mail?.pageUrl ?? ''}`,
];
