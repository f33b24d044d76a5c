import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import nodemailer, { type SendMailOptions } from 'nodemailer';

import { MailCatcher } from './mail-catcher.js';

let folder: string;
let catcher: MailCatcher;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-mail-'));
  catcher = await start();
});

afterEach(async () => {
  await catcher.stop();
  rmSync(folder, { recursive: true });
});

function start(): Promise<MailCatcher> {
  return MailCatcher.start({
    folder,
    smtpPort: 20_000 + (process.pid % 10_000),
    pagePort: 30_000 + (process.pid % 10_000),
  });
}

async function send(mail: SendMailOptions): Promise<void> {
  const transport = nodemailer.createTransport(catcher.smtpUrl);
  await transport.sendMail({ from: 'sender@example.com', to: 'you@example.com', text: 'Hello', ...mail });
  transport.close();
}

async function page(path: string): Promise<string> {
  return (await fetch(`${catcher.pageUrl}${path}`)).text();
}

test('a mail is listed, shown, and downloads as the bytes that came', async () => {
  await send({ subject: 'Grüße', messageId: '<m1@example.com>', to: ['a@example.com', 'b@example.com'] });
  expect(await (await fetch(`${catcher.pageUrl}/messages`)).json()).toMatchObject({
    count: 1,
    messages: [
      {
        id: 1,
        subject: 'Grüße',
        messageId: '<m1@example.com>',
        envelope: { from: 'sender@example.com', to: ['a@example.com', 'b@example.com'] },
      },
    ],
  });
  expect(await page('')).toContain('<a href="/dev/mail/1">Grüße</a>');
  expect(await page('/1')).toContain('Hello');
  expect(await page('/1.eml')).toMatch(/^From: sender@example\.com\r\n/);
});

test('nothing in a mail can run, load or leave its frame', async () => {
  const html = `<img src="https://tracker.example/x.png"><script>parent.alert(1)</script>`;
  await send({ subject: '<script>alert(1)</script>', html, text: '"><script>alert(2)</script>' });
  const response = await fetch(`${catcher.pageUrl}/1`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const shown = await response.text();
  expect(shown).not.toContain('<script');
  expect(shown).not.toContain('<img');
  expect(shown).toContain('<iframe sandbox title="HTML body" srcdoc="&lt;img');
});

test('mail is still there after a restart, also when the index was cut off', async () => {
  await send({ subject: 'one' });
  await catcher.stop();
  appendFileSync(join(folder, 'index.ndjson'), '{"id":2,"at":"2026-');
  catcher = await start();
  await send({ subject: 'two' });
  const { messages }: { messages: unknown } = JSON.parse(await page('/messages?after=0'));
  expect(messages).toMatchObject([
    { id: 1, subject: 'one' },
    { id: 2, subject: 'two' },
  ]);
  expect(JSON.parse(await page('/messages?after=1'))).toMatchObject({ messages: [{ id: 2 }] });
});

test('a mail that a full disk kept out costs no other one, then or at the next start', async () => {
  const index = join(folder, 'index.ndjson');
  await send({ subject: 'one' });
  const before = readFileSync(index, 'utf8');
  rmSync(index);
  mkdirSync(index); // as good as a full disk
  await expect(send({ subject: 'no room' })).rejects.toMatchObject({ responseCode: 450 });
  rmdirSync(index);
  writeFileSync(index, `${before}{"id":2,"at":"2026-`);
  await send({ subject: 'two' });
  await catcher.stop();
  appendFileSync(index, `${'\0'.repeat(512)}\n`); // of a power cut
  catcher = await start();
  await send({ subject: 'three' });
  expect(catcher.store.after(0, 10)).toMatchObject([
    { id: 1, subject: 'one' },
    { id: 2, subject: 'two' },
    { id: 3, subject: 'three' },
  ]);
});

test('many mails at once are all kept, each under its own id', async () => {
  const subjects = Array.from({ length: 30 }, (_, index) => `mail ${index}`);
  await Promise.all(subjects.map((subject) => send({ subject })));
  const kept = catcher.store.after(0, 100);
  expect(kept.map(({ id }) => id)).toEqual(subjects.map((_, index) => index + 1));
  expect(new Set(kept.map(({ subject }) => subject))).toEqual(new Set(subjects));
});

test('two domains answer as a refusing and a busy server', async () => {
  await expect(send({ to: 'x@refused.test' })).rejects.toMatchObject({ responseCode: 550 });
  await expect(send({ to: 'x@deferred.test' })).rejects.toMatchObject({ responseCode: 451 });
  expect(catcher.store.count).toBe(0);
});

test('a foreign host name is refused: another site could have led the browser here', async () => {
  const status = await new Promise((resolve) => {
    request(catcher.pageUrl, { headers: { host: 'evil.example' } }, ({ statusCode }) => resolve(statusCode)).end();
  });
  expect(status).toBe(403);
});

test('ports that are taken, for mail or for the page, move to the next free ones', async () => {
  const second = await start();
  try {
    expect(second.smtpUrl).not.toBe(catcher.smtpUrl);
    expect(second.pageUrl).not.toBe(catcher.pageUrl);
  } finally {
    await second.stop();
  }
});
