import { readKeys } from '#platform/config/keys.js';
import { readRunning } from '#platform/config/running.js';
import { Refused, WrongUsage } from './failures.js';

/** Where the API is, and who we are to it. */
export interface Connection {
  /** Without a slash at the end. */
  readonly url: string;
  /** Asked for when a request needs it. Throws when there is none. */
  readonly key: () => string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The port that `npm start` takes when it is free. */
const usualUrl = 'http://127.0.0.1:3000';

export const dataDirOf = (env: Environment): string => env['DATA_DIR'] ?? '.sortie';

/** What was typed, else the environment, else what runs on the data folder. */
export const findConnection = (
  typed: { readonly url: string | null; readonly key: string | null },
  env: Environment,
): Connection => {
  const dataDir = dataDirOf(env);
  const url = (typed.url ?? env['SORTIE_URL'] ?? readRunning(dataDir)?.apiUrl ?? usualUrl).replace(/\/+$/, '');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new WrongUsage(`the address of the API must begin with http:// or https://, not "${url}"`);
  const given = typed.key ?? env['SORTIE_KEY'];
  return { url, key: () => given ?? localKey(url, dataDir) };
};

/** The key in the data folder opens what runs on this machine: it is shown to nobody else. */
const localKey = (url: string, dataDir: string): string => {
  if (!isLoopback(new URL(url).hostname))
    throw new WrongUsage(`${url} is another machine: set SORTIE_KEY to an API key of it`);
  const found = readKeys(dataDir);
  if (!found.ok)
    throw new Refused(`There is no API key: set SORTIE_KEY, or let the data folder have one. ${found.fault}`);
  return found.keys.localApiKey;
};

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
