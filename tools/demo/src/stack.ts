import { placeOf } from '../../launcher/src/greeting.js';
import { isStackName, stackNames, startStack, type Stack, type StackName } from '../../../test/support/stacks.js';

/** What `--stack` names. Throws on anything else. */
export const stackOf = (text: string): StackName => {
  if (isStackName(text)) return text;
  throw new Error(`--stack takes ${stackNames.join(', ')}`);
};

/** Takes what EVENTSTORE_URL and REDIS_URL name, and starts what the stack needs besides: the double, a redis-server. */
export const openStack = (name: StackName): Promise<Stack> => startStack(name, process.env);

/** Says on what the figures stand: nobody shall take the double's for a server's. */
export const stackLines = ({ name, settings, double, redis }: Stack): readonly string[] => [
  `Stack: ${name}`,
  ...(settings.EVENTSTORE_URL === undefined
    ? []
    : [`EventStoreDB: ${double ? 'TEST DOUBLE' : placeOf(settings.EVENTSTORE_URL)}`]),
  ...(settings.REDIS_URL === undefined
    ? []
    : [`Redis: ${redis ? `a redis-server of its own, port ${redis.port}` : placeOf(settings.REDIS_URL)}`]),
];
