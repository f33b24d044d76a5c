import { createHash } from 'node:crypto';
import type { Config } from './config.js';

/** A provider as a run's manifest names it. */
export interface Provider {
  readonly name: string;
  /** SHA-256 of its configuration without its secrets: equal hashes were the same set-up. */
  readonly hash: string;
}

/** What a sender can name as its provider, and whether that is set up here: null when it is not. */
export const providersOf =
  ({ smtpUrl, outboundHttp }: Pick<Config, 'smtpUrl' | 'outboundHttp'>) =>
  (name: string): Provider | null => {
    const settings = settingsOf({ smtpUrl, outboundHttp }, name);
    if (settings === null) return null;
    return {
      name,
      hash: createHash('sha256')
        .update(JSON.stringify([name, settings]))
        .digest('hex'),
    };
  };

const settingsOf = (
  { smtpUrl, outboundHttp }: Pick<Config, 'smtpUrl' | 'outboundHttp'>,
  name: string,
): readonly string[] | null => {
  switch (name) {
    case 'smtp':
      return smtpUrl === null ? null : [withoutPassword(smtpUrl)];
    case 'http':
      return [...outboundHttp.allow];
    case 'noop':
      return [];
    default:
      return null;
  }
};

const withoutPassword = (url: string): string => {
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
};
