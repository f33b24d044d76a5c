import type { Instant } from '#domain/kernel/message.js';
import type { EventStore } from '#eventstore/port.js';
import { migrateAll } from '#readmodel/migrate-all.js';
import { isOfRestore } from '../after/put-on-hold.js';
import { begin, finish, unfinished } from '../after/unfinished.js';
import { expectNobody, takeTurn } from '../after/alone.js';
import { type Begun, beginNewLife } from '../after/begin-new-life.js';
import { type Installation, type OnProgress, TransferRefused, withLog } from '../installation.js';
import { checkedLogFile, type LogFile, pagesIn } from '../log-file/read-log-file.js';
import { eventLine } from '../log-file/log-lines.js';
import { wholeLog } from './whole-log.js';

export interface Imported extends Begun {
  readonly epoch: number;
  /** Events that an earlier try, or the log's own past, had left there. */
  readonly alreadyThere: number;
  /** Whether runs and schedules wait for an operator: asked for now, or by the try that broke off. */
  readonly onHold: boolean;
}

export interface ImportOptions {
  /** Treat every run that has not ended as after a restore: it waits until an operator releases it. */
  readonly onHold: boolean;
  readonly onProgress: OnProgress;
}

/**
 * Brings the copy of a log into an empty one, or into one that holds nothing but its first events: an import that
 * broke off is so begun again. Throws `DamagedFile` before anything is written, `TransferRefused` for a log that
 * holds anything else.
 */
export const importLog = async (
  installation: Installation,
  path: string,
  { onHold, onProgress }: ImportOptions,
): Promise<Imported> => {
  let read = 0;
  const file = await checkedLogFile(path, (events) => {
    read += events;
    onProgress({ step: 'events checked', done: read, total: null });
  });
  const { pool } = installation;
  const connection = await pool.connect();
  try {
    await takeTurn(connection);
    await expectNobody(connection);
    await migrateAll(pool);
    const before = await unfinished(pool);
    if (before !== null && before.kind !== 'import') throw otherUnfinished(before.kind);
    const present = await withLog(installation, true, (store) => presentIn(store, file, before !== null));
    // What is taken up again has been looked at; another file has not, even if it begins like the one that broke off.
    const [plain, held] = [file.trailer.sha256, `${file.trailer.sha256} on hold`];
    const again = before?.source === plain || before?.source === held;
    // Who asked for it once, and then takes the import up without asking, still has an old file.
    const hold = onHold || before?.source === held;
    if (!again && !hold) await expectNoLaterPast(installation, file);
    await begin(pool, { kind: 'import', source: hold ? held : plain });
    const { epoch, ...begun } = await bringIn(installation, file, {
      present,
      onHold: hold ? { asOf: file.header.exportedAt } : null,
      onProgress,
    });
    await finish(pool);
    return { ...begun, epoch, alreadyThere: present, onHold: hold };
  } finally {
    // Closing it gives the turn back.
    connection.release(true);
  }
};

/** The rest of a checked file, in a new epoch, and everything else made to agree with it. */
export const bringIn = async (
  installation: Installation,
  file: LogFile,
  options: {
    /** So many of its events are there already. */
    readonly present: number;
    readonly onHold: { readonly asOf: Instant | null } | null;
    readonly onProgress: OnProgress;
  },
): Promise<Begun & { readonly epoch: number }> => {
  const { onHold, onProgress } = options;
  const epoch = await installation.openNextEpoch(file.header.epoch);
  await withLog(installation, true, async (store) => {
    let done = 0;
    for await (const page of pagesIn(file.path)) {
      const missing = page.slice(Math.max(0, options.present - done));
      done += page.length;
      if (missing.length > 0) await installation.importEvents(store, missing);
      onProgress({ step: 'events written', done, total: file.trailer.events });
    }
  });
  const expected = { events: file.trailer.events, sha256: file.eventsSha256 };
  return { epoch, ...(await beginNewLife(installation, { expected, onHold, onProgress })) };
};

/**
 * How many of the file's first events the log holds; throws unless it holds nothing else. What is brought in `again`
 * may have got as far as the holds.
 */
export const presentIn = async (store: EventStore, file: LogFile, again: boolean): Promise<number> => {
  const carried = eventsOf(file.path);
  let present = 0;
  try {
    for await (const page of wholeLog(store)) {
      for (const event of page) {
        const next = await carried.next();
        if (next.done === true && again && isOfRestore(event)) continue;
        if (next.done === true || eventLine(next.value) !== eventLine(event)) throw notEmpty(present, event.stream);
        present += 1;
      }
    }
  } finally {
    await carried.return(undefined);
  }
  return present;
};

async function* eventsOf(path: string) {
  for await (const page of pagesIn(path)) yield* page;
}

const notEmpty = (equal: number, stream: string): TransferRefused =>
  new TransferRefused(
    `The log is not empty: ${equal === 0 ? 'it begins with other events than the file' : `after ${equal} events that are also in the file`} ` +
      `it holds one of ${stream}. Name an empty database in DATABASE_URL, or an empty server in EVENTSTORE_URL.`,
  );

/**
 * What was sent after the copy was made is not in it. The read models, while they still stand for the old log, tell:
 * they know of an event of a run that the copy lacks.
 */
const expectNoLaterPast = async ({ pool }: Installation, { trailer }: LogFile): Promise<void> => {
  const { rows } = await pool.query<{ known: string }>('select count(*) as known from rm_history.entries');
  const known = Number(rows[0]?.known ?? 0);
  const carried = ['run', 'runbatch', 'report', 'thread'].reduce(
    (sum, category) => sum + (trailer.categories[category] ?? 0),
    0,
  );
  if (known <= carried) return;
  throw new TransferRefused(
    `The file is older than this installation, which knows of ${known - carried} later events of its runs. Stop every ` +
      'API and worker, export the log again, and import that; or say --on-hold: then every open run waits for a person.',
  );
};

const otherUnfinished = (kind: string): TransferRefused =>
  new TransferRefused(`A ${kind} was begun here and has not ended: end it first, by the same command as before.`);
