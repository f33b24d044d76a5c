import { readFileSync } from 'node:fs';
import { type Credentials, EventStoreDBClient } from '@eventstore/db-client';
import type { EventStoreAddress } from '#platform/config/event-store-address.js';

/** The vendor's client, with what it keeps to itself. */
export class Client extends EventStoreDBClient {
  private channel: { close(): void } | undefined;

  /** As the server tells it, such as 24.10.5.1234; `unknown` from servers older than that question. */
  async serverVersion(): Promise<string> {
    return (await this.capabilities).serverVersion;
  }

  /** Its own `dispose` ends the calls and leaves the connection open. */
  async end(): Promise<void> {
    await this.dispose();
    this.channel?.close();
  }

  rememberChannel(): this {
    const open = this.getChannel;
    this.getChannel = async () => {
      const channel = await open();
      this.channel = channel;
      return channel;
    };
    return this;
  }
}

const keepAliveTimeoutMs = 10_000;

/**
 * A client for the address. Another `generation` has a connection of its own: those with equal settings share one
 * process-wide, also when it is dead.
 */
export const openClient = (
  { hosts, discover, tls, caFile, settings }: EventStoreAddress,
  generation: number,
): Client => {
  const channel = tls
    ? { insecure: false, ...(caFile === null ? {} : { rootCertificate: readFileSync(caFile) }) }
    : { insecure: true };
  const common = {
    ...settings,
    keepAliveTimeout: (settings.keepAliveTimeout ?? keepAliveTimeoutMs) + (generation % 1_000),
    connectionName: 'sortie',
  };
  const [first] = hosts;
  if (first !== undefined && hosts.length === 1 && !discover) {
    return new Client({ ...common, endpoint: first }, channel).rememberChannel();
  }
  // Leader only: a follower may not have yet what was acknowledged.
  return new Client({ ...common, endpoints: [...hosts], nodePreference: 'leader' }, channel).rememberChannel();
};

/**
 * Sent with every call, which keeps the client from its batch mode (docs/adr/0011); a server without TLS ignores them.
 * The client prints the options of its calls when DEBUG names it: the password is not among what is printed.
 */
export const credentialsOf = ({ user }: EventStoreAddress): Credentials => {
  const { username, password } = user ?? { username: 'nobody', password: 'none' };
  return Object.defineProperty({ username, password: '' }, 'password', { value: password, enumerable: false });
};
