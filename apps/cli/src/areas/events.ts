import { setTimeout as pause } from 'node:timers/promises';
import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { command, type Work } from '../command.js';
import { piecesOf, serverSentEvents } from '../event-stream.js';
import { isBrokenOff, Refused, Unreachable } from '../failures.js';
import { flag, text, texts, whole } from '../given.js';
import { outline } from '../output/outline.js';
import { inLine } from '../output/plain-text.js';
import { column, table } from '../output/table.js';
import { moment } from '../output/times.js';

type Event = Schemas['EventView'];

const columns = [
  column<Event>('when', (event) => moment(event.occurredAt)),
  column<Event>('event', (event) => event.type),
  column<Event>('stream', (event) => `${event.stream}@${event.revision}`),
  column<Event>('by', (event) => event.actor, { elastic: true }),
  column<Event>('reason', (event) => event.reason, { elastic: true }),
];

/** How long a stream that broke is tried again, ms. */
const patience = 60_000;
const betweenTries = 1_000;

export const events = command({
  name: 'events',
  summary: 'Read the log, the oldest first; --follow goes on as events come in',
  details:
    'With --json each event is one line while following. Events hold no personal data. --after takes the position of ' +
    'an event, or "head" for what comes from now on.',
  example: 'sortie events --type RunStarted,RunCompleted --follow --after head',
  options: {
    after: text('Position of the event before; from the first on when left out', 'position'),
    type: texts('Only these types', 'types'),
    run: text('Only events of this run', 'id'),
    limit: whole('Most events of a page (100 unless told otherwise, 1000 at most)'),
    follow: flag('Go on for ever (Ctrl-C ends it)'),
  },
  run: async (work, { after, type, run, limit, follow }) => {
    const filter = present({ type: type?.join(','), run });
    if (follow) {
      await followed(work, after, filter);
      return null;
    }
    const body = await answered(
      work.api.GET('/v1/events', { params: { query: { ...filter, ...present({ after, limit }) } } }),
    );
    return {
      json: body,
      text: body.items.length === 0 ? '' : table(body.items, columns, work.terminal.columns),
      hint: body.caughtUp
        ? `${body.items.length} events, nothing further. --after ${body.next}`
        : `Next page: --after ${body.next}`,
    };
  },
});

/** Writes every event as it comes, over broken connections too, none twice. */
const followed = async (
  work: Work,
  from: string | undefined,
  filter: { type?: string; run?: string },
): Promise<void> => {
  const { terminal } = work;
  let after = from;
  let lastHeard: number | null = null;
  for (;;) {
    try {
      for await (const { id, data } of await opened(work, after, filter)) {
        // Before its first event a stream has no place: whoever came back to none would begin with the whole log.
        if (id !== '') after = id;
        lastHeard = performance.now();
        if (data !== '') terminal.write(work.json ? `${data}\n` : lineOf(JSON.parse(data) as Event));
      }
    } catch (error) {
      const mayComeBack = error instanceof Unreachable || isBrokenOff(error);
      if (!mayComeBack || lastHeard === null || performance.now() - lastHeard > patience) throw error;
    }
    await pause(betweenTries, undefined, { signal: terminal.signal });
  }
};

const opened = async ({ api, terminal }: Work, after: string | undefined, filter: { type?: string; run?: string }) => {
  const answer = api.GET('/v1/events', {
    params: { query: { ...filter, ...present({ after }) } },
    headers: { Accept: 'text/event-stream' },
    parseAs: 'stream',
  });
  const body = await answered(answer);
  if (body === null) throw new Refused('The API answered without a stream of events.');
  return serverSentEvents(piecesOf(body, terminal.signal));
};

const lineOf = ({ occurredAt, type, stream, revision, actor, reason }: Event): string =>
  `${inLine([moment(occurredAt), type, `${stream}@${revision}`, `by ${actor}`, ...(reason === null ? [] : [`(${reason})`])].join('  '))}\n`;

export const eventTypes = command({
  name: 'event-types',
  summary: 'List every type of event, or show the JSON Schema of one',
  example: 'sortie event-types RunStarted',
  parameters: { type: text('The type to show') },
  run: async ({ api, terminal }, { type }) => {
    const body = await answered(api.GET('/v1/event-types'));
    const wanted = type === undefined ? body.items : body.items.filter((item) => item.type === type);
    if (type !== undefined && wanted.length === 0) throw new Refused(`There is no type of event called ${type}.`);
    const list = [
      column<(typeof wanted)[number]>('type', (item) => item.type),
      column<(typeof wanted)[number]>('streams', (item) => item.category),
    ];
    return {
      json: type === undefined ? body : wanted[0],
      text:
        type === undefined
          ? table(wanted, list, terminal.columns)
          : wanted.map(({ schema }) => outline(schema)).join(''),
    };
  },
});
