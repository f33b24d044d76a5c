import fc from 'fast-check';
import { replyClasses } from '#domain/thread/messages.js';
import { classify } from './classify.js';
import { consequenceOf } from './consequences.js';
import { isHardStatus, statusIn } from './delivery-report.js';
import { readMail } from './read-mail.js';

const nobody = { from: 'ann@shop.test', to: ['reply@replies.test'] };

describe('any mail', () => {
  it('is read and has a class, whatever its bytes are', async () => {
    const header = fc.constantFrom(
      'From: a@b.test',
      'Subject: =?utf-8?B?/w==?=',
      'Content-Type: multipart/report; boundary=x',
      'Content-Type: text/html; charset=utf-7',
      'Content-Transfer-Encoding: base64',
      'Auto-Submitted: auto-replied',
      'Content-Type: message/delivery-status',
    );
    const raw = fc
      .tuple(fc.array(header), fc.array(fc.oneof(fc.string(), fc.constant('--x'), header)))
      .map(([head, body]) => Buffer.from([...head, '', ...body].join('\r\n')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(raw, fc.uint8Array({ maxLength: 2000 }).map(Buffer.from)), async (bytes) => {
        const mail = await readMail(bytes, nobody);
        expect(replyClasses).toContain(classify(mail, { toUnsubscribe: false }).class);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its class when it quotes an opt-out', async () => {
    const classOf = async (body: string) =>
      classify(await readMail(Buffer.from(`From: a@b.test\r\nSubject: Re: x\r\n\r\n${body}`), nobody), {
        toUnsubscribe: false,
      }).class;
    expect(await classOf('Yes, gladly.')).toBe('human');
    expect(await classOf('Yes, gladly.\r\n\r\n> STOP\r\n> unsubscribe\r\n')).toBe('human');
    expect(await classOf('> STOP\r\n> unsubscribe\r\n')).toBe('human');
    expect(await classOf('STOP')).toBe('opt-out');
  });
});

describe('a status', () => {
  it.each(['5.1.1', '5.1.10', '5.0.0', '5.4.1', '5.2.1'])('%s closes the address', (status) => {
    expect(isHardStatus(status)).toBe(true);
  });

  it.each(['5.2.2', '5.7.1', '5.3.4', '5.6.0', '4.1.1', '4.2.2', '2.0.0', '5.2.10', ''])('%s does not', (status) => {
    expect(isHardStatus(status)).toBe(false);
  });

  it.each([
    ['550 5.1.1 unknown', '5.1.1'],
    ['(#5.1.1)', '5.1.1'],
    ['smtp; 550 no such user', '5.0.0'],
    ['452-later', '4.0.0'],
    ['host 192.0.2.5 said no', null],
    ['call 5551234', null],
  ])('is read from %j', (text, status) => {
    expect(statusIn(text)).toBe(status);
  });
});

describe('what follows', () => {
  it('is suppression for hard bounces, complaints and opt-outs, and nothing for answers', () => {
    expect(consequenceOf({ class: 'bounce', rule: 'r', status: '5.1.1' })).toEqual({
      report: 'bounced',
      suppress: { reason: 'bounce', addresses: 'sent-to' },
    });
    expect(consequenceOf({ class: 'bounce', rule: 'r', status: '4.2.2' })).toEqual({ report: 'bounced' });
    expect(consequenceOf({ class: 'bounce', rule: 'r' })).toEqual({ report: 'bounced' });
    expect(consequenceOf({ class: 'complaint', rule: 'r' })).toMatchObject({
      report: 'complained',
      withdrawConsent: true,
    });
    expect(consequenceOf({ class: 'opt-out', rule: 'r' })).toMatchObject({
      suppress: { reason: 'opt-out', addresses: 'all' },
    });
    for (const quiet of ['human', 'auto-reply', 'out-of-office'] as const) {
      expect(consequenceOf({ class: quiet, rule: 'r' })).toEqual({});
    }
  });
});
