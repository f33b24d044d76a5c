import type { EventIn } from '#readmodel/vocabulary.js';
import type { Attempt, Operation } from './history.js';
import { type Check, findings, told } from './verdict.js';

/**
 * I1. Every command that was answered with a yes has its events in the log, and has them once. A command with an
 * unknown answer may or may not have happened, but not twice under one key; one that was refused has changed nothing.
 */
export const commandsHaveTheirEvents: Check = ({ operations, events }, { entries, aside }) => {
  const found = findings('I1', 'commands', 'accepted', 'refused', 'answer unknown', 'of these happened');
  const lengths = new Map<string, number>();
  for (const { stream, revision } of events) lengths.set(stream, Math.max(lengths.get(stream) ?? 0, revision + 1));
  const traces = tracesOf([...entries, ...aside].map(({ event }) => event));

  for (const operation of operations) {
    const own = traces.of(operation);
    const seen = tally(operation.attempts);
    found.count('commands');
    found.count(seen.ok > 0 ? 'accepted' : seen.info > 0 ? 'answer unknown' : 'refused');
    if (seen.ok === 0 && seen.info > 0 && own.length > 0) found.count('of these happened');

    const executed = executionsOf(operation, own);
    const most = operation.idempotencyKey === null ? seen.ok + seen.info : Math.min(1, seen.ok + seen.info);
    const least =
      operation.changes === 'perhaps' ? 0 : operation.idempotencyKey === null ? seen.ok : Math.min(1, seen.ok);
    if (own.length === 0 && least > 0) {
      found.violation(`${describe(operation)} was accepted and has no event in the log`);
    } else if (executed < least) {
      found.violation(
        `${describe(operation)} was accepted ${least} times and happened ${executed} times`,
        ...firstOf(own),
      );
    } else if (executed > most) {
      const answer = most === 0 ? 'was refused' : `may have happened ${most === 1 ? 'once' : `${most} times`}`;
      found.violation(`${describe(operation)} ${answer} and happened ${executed} times`, ...firstOf(own));
    }
    for (const { promises } of operation.attempts) {
      const length = promises === undefined ? 0 : (lengths.get(promises.stream) ?? 0);
      if (promises === undefined || length > promises.revision) continue;
      const text = `${describe(operation)} was promised revision ${promises.revision} of ${promises.stream}, which has ${length} events`;
      found.violation(text);
    }
  }
  return found.verdict();
};

/** An import has as many events as people. */
const firstOf = (own: readonly EventIn[]): readonly string[] => own.slice(0, 10).map(told);

const describe = ({ id, client, name, route }: Operation): string => `${name} (${id} of ${client}, ${route})`;

const tally = (attempts: readonly Attempt[]): { ok: number; info: number } => ({
  ok: attempts.filter(({ result }) => result === 'ok').length,
  info: attempts.filter(({ result }) => result === 'info').length,
});

/** How the events of an operation are found. */
const tracesOf = (events: readonly EventIn[]) => {
  const byCorrelation = new Map<string, EventIn[]>();
  const byReply = new Map<string, EventIn[]>();
  const put = (map: Map<string, EventIn[]>, key: string, event: EventIn): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [event]);
    else list.push(event);
  };
  for (const event of events) {
    const { source, $correlationId } = event.metadata;
    if (source !== 'worker' && source !== 'planner') put(byCorrelation, $correlationId, event);
    if (event.type === 'ReplyReceived' || event.type === 'ReplyQuarantined') put(byReply, event.data.replyId, event);
  }
  return {
    of: ({ id, trace }: Operation): readonly EventIn[] =>
      (trace.by === 'correlation' ? byCorrelation.get(id) : byReply.get(trace.replyId)) ?? [],
  };
};

/**
 * How often it was carried out. Its events name the command that caused them; a part of a command has the command's
 * name before a slash. A change of consent is a command of its own for each contact: those count by what they say.
 */
const executionsOf = ({ trace }: Operation, own: readonly EventIn[]): number => {
  if (trace.by === 'reply') return own.length;
  const commands = new Set<string>();
  const said = new Map<string, Set<string>>();
  for (const { category, stream, type, data, metadata } of own) {
    const command = metadata.$causationId.split('/')[0] ?? '';
    if (category !== 'contact') {
      commands.add(command);
      continue;
    }
    const what = `${stream} ${type} ${JSON.stringify(data)}`;
    said.set(what, (said.get(what) ?? new Set()).add(command));
  }
  return [...said.values()].reduce((most, { size }) => Math.max(most, size), commands.size);
};
