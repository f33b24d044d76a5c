import { type Connection, connectionTo } from './connection.js';

/**
 * Oldest releases without the known faults in what subscriptions to $all are told (docs/adr/0011): this patch of
 * 24.10, this one of 25.0, and everything from 25.1 on.
 */
const floors = [
  [24, 10, 5],
  [25, 0, 1],
] as const;
const cleanSince = [25, 1] as const;

export type Support = 'supported' | 'too-old' | 'unknown';

/** Judges what the server says of itself, such as `24.10.5.1234` or `26.0.0-rc.1`. */
export const supportOf = (version: string): Support => {
  const [, major, minor, patch] = (/^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? []).map(Number);
  if (major === undefined || minor === undefined) return 'unknown';
  const [sinceMajor, sinceMinor] = cleanSince;
  if (major > sinceMajor || (major === sinceMajor && minor >= sinceMinor)) return 'supported';
  const floor = floors.find(([floorMajor, floorMinor]) => floorMajor === major && floorMinor === minor);
  return floor !== undefined && (patch ?? 0) >= floor[2] ? 'supported' : 'too-old';
};

export const supportedVersions = '24.10.5 or later of 24.10, 25.0.1 or later of 25.0, 25.1 and everything later';

/** What the server is, and whether this program supports it. Throws `LogUnavailable`. */
export const serverVersion = (connection: Connection): Promise<string> =>
  connection.call((client) => client.serverVersion());

export interface ServerFound {
  readonly version: string;
  readonly support: Support;
  /** What is supported, for people. */
  readonly supported: string;
}

/** For one look, on a connection of its own. Throws `LogUnavailable`. */
export const serverAt = async (eventStoreUrl: string, patienceMs = 5_000): Promise<ServerFound> => {
  const connection = connectionTo(eventStoreUrl, patienceMs);
  try {
    const version = await serverVersion(connection);
    return { version, support: supportOf(version), supported: supportedVersions };
  } finally {
    await connection.close();
  }
};
