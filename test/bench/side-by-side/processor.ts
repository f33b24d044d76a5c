import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of this process and everything below it so far, s, by kind of process. Linux only, else nothing. */
export type Spent = Readonly<Record<string, number>>;

const ticksPerSecond = 100;

/** Servers that are no children of this process, by their ids. */
const strangers = new Set<number>();

/** Counts the server behind a connection too: PostgreSQL may run as somebody else, and so as nobody's child. */
export const countServerOf = (backend: number): void => {
  const server = processOf(backend)[0]?.parent;
  if (server !== undefined) strangers.add(server);
};

/** By words of the command line; the first that fits. */
const kinds: readonly (readonly [string, string])[] = [
  ['apps/worker/', 'worker'],
  ['apps/api/', 'api'],
  ['postgres', 'postgres'],
  ['redis-server', 'redis'],
  ['eventstoredb/', 'event store'],
  ['sink', 'receiver'],
  ['server', 'server'],
];

const kindOf = (command: string): string => kinds.find(([word]) => command.includes(word))?.[1] ?? 'other';

export const cpuSeconds = (): Spent => {
  const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? processOf(Number(name)) : []));
  const spent: Record<string, number> = {};
  const counted = new Set<number>();
  const count = (pid: number): void => {
    for (const { id, parent, kind, seconds } of processes) {
      if ((parent !== pid && id !== pid) || id === process.pid || counted.has(id)) continue;
      counted.add(id);
      spent[kind] = (spent[kind] ?? 0) + seconds;
      count(id);
    }
  };
  for (const root of [process.pid, ...strangers]) count(root);
  const { user, system } = process.cpuUsage();
  return { bench: (user + system) / 1e6, ...spent };
};

const processOf = (id: number) => {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Those of children that have ended count for their parent.
    const [parent = 0, ...ticks] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]));
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
    const seconds = ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
    return [{ id, parent, kind: kindOf(command), seconds }];
  } catch {
    return []; // it has ended meanwhile
  }
};
