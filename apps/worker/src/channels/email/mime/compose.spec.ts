import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import * as qp from 'nodemailer/lib/qp';
import { newId } from '#platform/ids.js';
import type { OutgoingContent, Sender } from '../../channel.js';
import { type Built, type Mail, mailOf, verificationMail } from '../mail.js';
import { messageIdOf } from '../message-id.js';
import { composed } from './compose.js';
import { quotedPrintable } from './quoted-printable.js';

const ring = { current: 'k', keys: { k: Buffer.alloc(32, 1) } };
const now = '2026-11-22T10:00:00.000Z';
const seed = '0123456789abcdef';

interface Changed {
  readonly content?: OutgoingContent;
  readonly to?: string;
  readonly name?: string;
  readonly address?: string;
  readonly replyDomain?: string;
  readonly publicUrl?: string;
}

const mailWith = ({ content = { subject: 'Hi', text: 'Hello' }, to = 'ann@shop.test', ...rest }: Changed): Mail => {
  const {
    name = 'Acme',
    address = 'care@acme.test',
    replyDomain = 'r.acme.test',
    publicUrl = 'https://acme.test',
  } = rest;
  const sender: Sender = {
    id: 's',
    name: 's',
    channel: 'email',
    from: { name, address },
    replyDomain,
    provider: 'smtp',
    limits: { perSecond: 1 },
  };
  const communicationId = `${newId()}.1.0`;
  const messageId = messageIdOf(communicationId, sender);
  const message = {
    communicationId,
    messageId,
    campaignId: newId(),
    attempt: 1,
    to,
    sender,
    content,
    idempotencyKey: 'i',
  };
  return built(mailOf(message, { replyKeys: ring, unsubscribeKeys: ring, publicUrl, inboundDomain: 'r.test', now }));
};

const built = (mail: Built<Mail>): Mail => {
  if (!mail.ok) throw new Error(mail.detail);
  return mail.mail;
};

/** Both ways with the same boundary, in a form whose differences can be read. */
const bothWays = async (mail: Mail): Promise<{ ours: string | undefined; theirs: string }> => {
  const theirs = await new MailComposer({ ...mail, baseBoundary: seed }).compile().build();
  return { ours: composed(mail, () => seed)?.toString('latin1'), theirs: theirs.toString('latin1') };
};

const expectTheSame = async (change: Changed): Promise<void> => {
  const { ours, theirs } = await bothWays(mailWith(change));
  expect(ours).toBe(theirs);
};

const prose = 'We looked at how Ann uses the service, and there are three things that might help: first, the plan. ';

const texts: readonly string[] = [
  `Dear Contact contact-77,\n\n${prose.repeat(6)}\n\nIf this is of no use to you: http://127.0.0.1:3000/u/${'x'.repeat(60)}\n`,
  'x',
  'Hello\n',
  'Hello\r\nWorld\r\n',
  '.\n..\n.hidden\n',
  '\n\n\n',
  'ends with a return\r',
  'Hällo\n',
  'Grüße — ½ 👋🏽 an Zoë\n'.repeat(9),
  '日本語のメール',
  'こんにちは。\n'.repeat(40),
  '1234567890'.repeat(20),
  'a'.repeat(77),
  'a'.repeat(76),
  `${'a'.repeat(76)}\n${'b'.repeat(76)}\r\n${'c'.repeat(76)}`,
  `https://acme.test/${'x'.repeat(300)}?a=b&c==d\n`,
  prose.repeat(7),
  `${prose}${' \t'.repeat(60)}`,
  ' '.repeat(90),
  `${'é'.repeat(12)}   `,
  `${prose}\n${prose}\r\n\r\n${prose}`,
  `${'a'.repeat(75)}é${'b'.repeat(71)}€${'c'.repeat(70)}👋${'d'.repeat(69)}👋`,
  `${'a'.repeat(75)} \n${'b'.repeat(76)}\t\n${'c '.repeat(50)}\n`,
  `${'='.repeat(100)}abc`,
  'half of a pair \ud800 and more, which is no text at all but may come all the same\n',
  'a zero\0in it and a form feed\f',
  'one\u2028two',
];

const htmls: readonly string[] = [
  '<p>Hello</p>',
  `<!doctype html>\n<html><body style="color: #333">${`<p>${prose}</p>`.repeat(5)}</body></html>\n`,
  `<p>Grüße &amp; 👋</p>\r\n${'<td></td>'.repeat(60)}`,
  '<p>日本語のメール</p>'.repeat(30),
];

describe('a mail of our own composing is the one nodemailer composes', () => {
  it.each(texts)('of the text %j', (text) => expectTheSame({ content: { subject: 'Hi', text } }));

  it.each(htmls)('of the HTML %j', (html) => expectTheSame({ content: { subject: 'Hi', html } }));

  it('of any of these texts with any of these HTMLs', async () => {
    for (const text of texts) for (const html of htmls) await expectTheSame({ content: { subject: 'Hi', text, html } });
  });

  it('with an empty part', async () => {
    await expectTheSame({ content: { subject: 'Hi', text: '', html: '<p>x</p>' } });
    await expectTheSame({ content: { subject: 'Hi', text: 'x', html: '' } });
  });

  it.each([
    'For Ann: Bench',
    'Grüße',
    'two  blanks and one at the end ',
    'a "quoted" word, a (comment) and <brackets>',
    '=?utf-8?Q?a_word?=',
    'not =?utf-8?X?a word?= at all',
    '👋'.repeat(60),
    'word '.repeat(60).trim(),
    'w'.repeat(300),
    `${'w'.repeat(67)} ${'w'.repeat(75)} ${'w'.repeat(76)} x`,
    `${'w'.repeat(66)} x`,
    'Ü'.repeat(33),
    'ÄÖ '.repeat(100).trim(),
    'a\u00a0b',
  ])('with the subject %j', (subject) => expectTheSame({ content: { subject, text: 'x' } }));

  it.each([
    '',
    'Acme',
    'Acme & Sons, Inc.',
    'Zoë of Acme',
    'O"Brien \\ Co',
    '日本',
    'n'.repeat(190),
    'long name '.repeat(18).trim(),
  ])('from somebody called %j', (name) => expectTheSame({ name }));

  it.each([
    `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.test`,
    "o'neil+x@sub.shop.test",
    "!#$%&'*+/=?^`{|}~-_@shop.test",
    'a.b.c@xyz.example',
    'Ann.Lee@Shop.TEST',
    '=?utf-8?q?a?=@shop.test',
  ])('to and from %j', (to) => expectTheSame({ to, address: to }));

  it('over an installation without https, and one with a long URL', async () => {
    await expectTheSame({ publicUrl: 'http://127.0.0.1:3000' });
    await expectTheSame({ publicUrl: `https://${'long.'.repeat(30)}test` });
    await expectTheSame({ replyDomain: `${'r'.repeat(60)}.${'s'.repeat(60)}.test` });
  });

  it('that verifies a sender', async () => {
    const sender = { ...mailSender, from: { name: 'Zoë', address: 'zoe@acme.test' } };
    const mail = built(verificationMail(sender, 'me@acme.test', '<v@acme.test>', now));
    const { ours, theirs } = await bothWays(mail);
    expect(ours).toBe(theirs);
  });

  it('of anything', async () => {
    let alike = 0;
    await fc.assert(
      fc.asyncProperty(anyMail, async (change) => {
        const { ours, theirs } = await bothWays(mailWith(change));
        if (ours !== undefined) expect(ours).toBe(theirs);
        if (ours !== undefined) alike += 1;
      }),
      { numRuns: 400 },
    );
    expect(alike).toBeGreaterThan(250);
  });
});

const mailSender: Sender = {
  id: 's',
  name: 'Acme',
  channel: 'email',
  provider: 'smtp',
  limits: { perSecond: 1 },
};

/** Texts of what makes an encoding break a line elsewhere. */
const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/) },
        { weight: 2, arbitrary: fc.constant(' ') },
        fc.constantFrom(
          '\n',
          '\r\n',
          '.',
          ',',
          '=',
          '?',
          '!',
          '\t',
          '"',
          '=?',
          '?=',
          'é',
          '€',
          '👋',
          '日本',
          '\0',
          '\r',
        ),
        fc.stringMatching(/^[A-Z0-9=/+]{20,90}$/),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
      { maxLength },
    )
    .map((words) => words.join(''));

const line = (maxLength: number): fc.Arbitrary<string> =>
  anyText(maxLength)
    .map((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').slice(0, 190))
    .filter((text) => text.trim() !== '');

const anyMail: fc.Arbitrary<Changed> = fc
  .record({
    content: fc.record({ subject: line(30), text: anyText(120).map((text) => `x${text}`) }),
    name: fc.oneof(fc.constant(''), line(8)),
  })
  .chain(({ content, name }) =>
    fc.option(anyText(60), { nil: undefined }).map((html) => ({
      name,
      content: html === undefined ? content : { ...content, html },
    })),
  );

describe('quoted-printable', () => {
  it('breaks every text where nodemailer breaks it', () => {
    fc.assert(
      fc.property(anyText(150), (text) => {
        const whole = `${text.replaceAll(/\r(?!\n)/g, '')}.`;
        expect(quotedPrintable(whole)).toBe(qp.wrap(qp.encode(whole), 76));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what is left to nodemailer', () => {
  it.each<[string, Changed]>([
    ['an address of another script', { address: 'a@xn--jgeva-dua.ee' }],
    ['a reply domain of another script', { replyDomain: 'jõgeva.ee' }],
    ['a text with half of a line end', { content: { subject: 'Hi', text: `${prose}\r${prose}` } }],
    ['a text that is encoded in pieces', { content: { subject: 'Hi', text: prose.repeat(700) } }],
    ['a mail with nothing in it', { content: { subject: 'Hi', text: '' } }],
  ])('%s', (_, change) => {
    expect(composed(mailWith(change))).toBeNull();
  });

  it('another field', () => {
    const mail = mailWith({});
    expect(composed({ ...mail, headers: [{ key: 'X-Other', value: 'x' }] })).toBeNull();
  });
});

describe('the boundary of two parts', () => {
  it('is another one for each mail', () => {
    const mail = mailWith({ content: { subject: 'Hi', text: 'x', html: '<p>x</p>' } });
    const boundaries = Array.from(
      { length: 50 },
      () => /boundary="([^"]+)"/.exec(composed(mail)?.toString() ?? '')?.[1],
    );
    expect(new Set(boundaries).size).toBe(50);
  });
});
