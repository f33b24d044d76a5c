import { existsSync, readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { buildProgram } from '../../apps/cli/src/cli.js';
import { WrongUsage } from '../../apps/cli/src/failures.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';
import { readCompose } from '../containers/compose.js';
import { commandsIn, type Simple } from './shell.js';

/** Everything that is wrong with the commands of a shell text: each must exist as it is written. */
export const faultsIn = async (text: string): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const command of commandsIn(text)) {
    const fault = await faultOf(command);
    if (fault !== null) faults.push(`${command.words.join(' ')}: ${fault}`);
  }
  return faults;
};

const faultOf = async ({ words }: Simple): Promise<string | null> => {
  const [program = '', ...rest] = words;
  if (words.length === 0 || program in noArgumentsOfOurs) return null;
  const check = checks[program];
  return check === undefined ? 'no such program is known here' : check(rest);
};

/** Programs of the machine whose arguments are not ours to know. */
const noArgumentsOfOurs: Readonly<Record<string, true>> = Object.fromEntries(
  ['cd', 'createdb', 'df', 'export', 'git', 'openssl', 'pg_dump', 'pg_restore', 'systemctl'].map((name) => [
    name,
    true,
  ]),
);

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const checks: Readonly<Record<string, (rest: readonly string[]) => Promise<string | null> | string | null>> = {
  npm: ([verb = '', name = '']) => {
    if (verb === 'ci') return null;
    const script = verb === 'run' ? name : verb;
    return script in scripts ? null : `package.json has no script ${script}`;
  },
  npx: ([program = '', ...rest]) => (program === 'sortie' ? sortieFault(rest) : pathFault(rest)),
  sortie: (rest) => sortieFault(rest),
  node: ([first = '', second = '']) => (first.startsWith('-') ? null : pathFault([first, second])),
  curl: (rest) => curlFault(rest),
  docker: (rest) => dockerFault(rest),
};

/** `docker compose …`: files, profile and service must be there, and a command inside a container be one of ours. */
const dockerFault = ([first, ...words]: readonly string[]): Promise<string | null> | string | null => {
  if (first !== 'compose') return 'only docker compose is known here';
  const valuesOf = (option: string): readonly string[] => words.filter((_, at) => words[at - 1] === option);
  const files = valuesOf('-f');
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) return `there is no ${missing}`;
  const { services } = readCompose(files.length > 0 ? files : ['docker-compose.yml'], { POSTGRES_PASSWORD: 'any' });
  const profiles = new Set(Object.values(services).flatMap(({ profiles: some = [] }) => some));
  const unknown = valuesOf('--profile').find((profile) => !profiles.has(profile));
  if (unknown !== undefined) return `no service has the profile ${unknown}`;
  const [service = '', program, ...rest] = words.includes('exec') ? words.slice(words.indexOf('exec') + 1) : [];
  if (service === '') return words.includes('up') ? null : 'neither up nor exec';
  if (services[service] === undefined) return `there is no service ${service}`;
  return program === 'sortie' ? sortieFault(rest) : `nobody knows ${program} there`;
};

/** Every word that looks like a path of the repository must be one; what is built comes from a source. */
const pathFault = (words: readonly string[]): string | null => {
  const missing = words
    .filter((word) => /^[\w.-]+\/[\w./-]+$/.test(word))
    .find((word) => !existsSync(word) && !existsSync(word.replace(/^dist\//, '').replace(/\.js$/, '.ts')));
  return missing === undefined ? null : `there is no ${missing}`;
};

const nowhere: Terminal = {
  env: {},
  write: () => undefined,
  say: () => undefined,
  input: (async function* () {})(),
  columns: null,
  sayColumns: null,
  ask: null,
  signal: new AbortController().signal,
};

/** What the command line itself says of these words; nothing is carried out. */
const sortieFault = async (words: readonly string[]): Promise<string | null> => {
  try {
    await buildProgram(nowhere, () => Promise.resolve()).parseAsync(words, { from: 'user' });
    return null;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? null : error.message;
    if (error instanceof WrongUsage) return error.message;
    throw error;
  }
};

const { paths } = JSON.parse(readFileSync('libs/client/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};
/** Answered beside the described routes. */
const plainPaths = ['/metrics', '/docs', '/docs/openapi.json'];

const curlFault = (words: readonly string[]): string | null => {
  if (words.some((word) => word.startsWith('smtp://'))) return null;
  const url = words.find((word) => /^(https?:\/\/|\$\/)/.test(word));
  if (url === undefined) return 'no address';
  const path = url.replace(/^(https?:\/\/[^/]+|\$)/, '').replace(/\?.*$/, '');
  const method = words[words.indexOf('-X') + 1] ?? '';
  const verb = words.includes('-X')
    ? method.toLowerCase()
    : words.some((word) => /^(-d|--data)/.test(word))
      ? 'post'
      : 'get';
  if (plainPaths.includes(path)) return null;
  const found = Object.entries(paths).find(([template]) => fits(template, path));
  if (found === undefined) return `the API has no ${path}`;
  return verb in found[1] ? null : `the API has no ${verb} ${path}`;
};

const fits = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
