import type { KeyRing } from '#platform/config/keys.js';
import { openChannels } from './registry.js';

const ring: KeyRing = { current: 'k', keys: { k: Buffer.alloc(32, 1) } };

/** W of email over the mail server of this URL; nothing is connected before the first message. */
const windowOver = async (smtpUrl: string | null): Promise<number> => {
  const channels = openChannels({
    smtpUrl,
    inbound: { host: '127.0.0.1', port: 2525, domain: 'r.test' },
    http: { host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' },
    outboundHttp: { allow: [], secrets: {} },
    keys: {
      databasePassword: '',
      suppressionKey: Buffer.alloc(32, 2),
      unsubscribe: ring,
      reply: ring,
      localApiKey: '',
    },
  });
  await channels.close();
  return channels.windows.email;
};

describe('the window of email', () => {
  it('is twice five sessions where SMTP_URL says nothing', async () => {
    expect(await windowOver('smtp://127.0.0.1:9')).toBe(10);
    expect(await windowOver(null)).toBe(10);
  });

  it('is twice the sessions that SMTP_URL says, and never above 64', async () => {
    expect(await windowOver('smtp://127.0.0.1:9?sessions=1')).toBe(2);
    expect(await windowOver('smtp://127.0.0.1:9?sessions=32')).toBe(64);
    await expect(windowOver('smtp://127.0.0.1:9?sessions=33')).rejects.toThrow(/SMTP_URL/);
  });
});
