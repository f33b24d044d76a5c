/** What a stack keeps its log and its queue in; the read models are always in PostgreSQL. */
export const stacks = {
  embedded: { log: 'postgres', queue: 'postgres' },
  'scale-out': { log: 'eventstore', queue: 'redis' },
  'postgres-redis': { log: 'postgres', queue: 'redis' },
  'eventstore-postgres': { log: 'eventstore', queue: 'postgres' },
} as const;
export type StackName = keyof typeof stacks;

export const isStack = (name: string): name is StackName => Object.hasOwn(stacks, name);
