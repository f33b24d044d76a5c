import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import { base32, newId, sha256 } from '#platform/ids.js';
import { headerOf } from '../../support/answering.js';
import type { StoredMail } from '../../support/smtp-sink.js';
import type { OpenOperation } from '../history/recording.js';
import { longestMs, type RecordingClient } from './recording-client.js';
import type { Letter, Post, Scene } from './scene.js';

/** As mail servers do: a temporary or lost answer means to come again with the same bytes. */
const deliver = async (
  client: RecordingClient,
  { recording, post }: Scene,
  { name, letter, copies }: { readonly name: string; readonly letter: Letter; readonly copies: number },
): Promise<void> => {
  const operation: OpenOperation = {
    id: newId(),
    client: client.name,
    name,
    route: 'SMTP',
    idempotencyKey: null,
    bodyHash: sha256(letter.raw.toString('latin1')),
    changes: 'perhaps',
    trace: { by: 'reply', replyId: replyIdOf(letter.raw) },
    attempts: [],
  };
  recording.operations.push(operation);
  const bring = async (): Promise<void> => {
    for (const deadline = performance.now() + longestMs; performance.now() < deadline;) {
      const invokedAt = Date.now();
      const outcome = await post(letter);
      operation.attempts.push({ invokedAt, endedAt: Date.now(), ...outcome });
      if (outcome.result !== 'info') return;
      await client.rest(500 + client.chance.below(1_000));
    }
  };
  await Promise.all(Array.from({ length: copies }, bring));
};

/** The id that the service gives to these bytes. */
const replyIdOf = (raw: Buffer): string => base32(createHash('sha256').update(raw).digest().subarray(0, 16));

export const replyTo = async (client: RecordingClient, scene: Scene, copies = 1): Promise<void> => {
  const mail = aReceived(client, scene);
  if (mail === null) return;
  await deliver(client, scene, { name: 'reply', letter: letterTo(mail, client.chance.pick(words)), copies });
};

const words = ['Yes, gladly.', 'No, thank you.', 'Who are you?', 'I am out of the office until Monday.'];

/** By the link of the message; the answer means that nothing further leaves to that recipient. */
export const optOutOf = async (client: RecordingClient, scene: Scene): Promise<void> => {
  const mail = aReceived(client, scene);
  const [, token] = /\/unsubscribe\/([\w.~-]+)/.exec(mail?.raw.replaceAll('=\r\n', '') ?? '') ?? [];
  if (token === undefined) return;
  await client.carryThrough({
    name: 'opt-out',
    method: 'POST',
    path: `/unsubscribe/${token}`,
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    changes: 'perhaps',
  });
};

/** What nobody should send: broken, huge, forged. Taken or refused, but never the end of the listener. */
export const hostileMail = async (client: RecordingClient, scene: Scene): Promise<void> => {
  const folder = resolve('test/corpus/inbound');
  const names = readdirSync(folder).filter((name) => /^(hostile|broken|match-forged|complaint)/.test(name));
  const text = readFileSync(join(folder, client.chance.pick(names)), 'latin1').replaceAll(/\r?\n/g, '\r\n');
  const raw = Buffer.from(`X-Made: ${newId()}\r\n${text.endsWith('\r\n') ? text : `${text}\r\n`}`, 'latin1');
  const letter = { from: 'who@knows.example', to: 'nobody@replies.localhost', raw };
  await deliver(client, scene, { name: 'hostile-mail', letter, copies: 1 });
};

const aReceived = (client: RecordingClient, { sink }: Scene): StoredMail | null => {
  const mails = sink.stored.filter((mail) => headerOf(mail, 'Reply-To') !== '');
  return mails.length === 0 ? null : client.chance.pick(mails);
};

const letterTo = (mail: StoredMail, text: string): Letter => {
  const [from = ''] = mail.to;
  const [, to = headerOf(mail, 'Reply-To')] = /<([^>]+)>/.exec(headerOf(mail, 'Reply-To')) ?? [];
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    'Subject: Re: yours',
    `Message-ID: <${newId()}@people.example>`,
    `In-Reply-To: ${headerOf(mail, 'Message-ID')}`,
    `Date: ${new Date().toUTCString()}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ];
  return { from, to, raw: Buffer.from(lines.join('\r\n')) };
};

/** Through the given port, with a session for each letter. */
export const postTo =
  (port: () => number): Post =>
  async ({ from, to, raw }) => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: port(),
      secure: false,
      ignoreTLS: true,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 15_000,
    });
    try {
      await transport.sendMail({ envelope: { from, to }, raw });
      return { result: 'ok', status: 250 };
    } catch (error) {
      const status = statusOf(error);
      return { result: status !== null && status >= 500 ? 'fail' : 'info', status };
    } finally {
      transport.close();
    }
  };

const statusOf = (error: unknown): number | null =>
  typeof error === 'object' && error !== null && 'responseCode' in error && typeof error.responseCode === 'number'
    ? error.responseCode
    : null;
