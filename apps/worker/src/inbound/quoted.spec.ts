import fc from 'fast-check';
import { deliveryReportIn } from './delivery-report.js';
import { visibleText } from './html-text.js';
import { ownWords } from './quoted.js';
import { readMail } from './read-mail.js';

describe('own words of a plain mail', () => {
  it.each([
    ['quoted lines', 'Yes\n> stop\n> unsubscribe'],
    [
      'an introduction that was wrapped',
      'Yes\n\nOn Sun, Nov 22, 2026 at 9:58 AM Zoe of Acme <\nzoe@acme.test> wrote:\n\nstop',
    ],
    ['a German introduction', 'Yes\n\nAm 22.11.2026 um 09:58 schrieb Zoe von Acme <zoe@acme.test>:\n> stop'],
    ['a French introduction', 'Yes\n\nLe 22/11/2026 à 09:58, Zoe a écrit :\n\nstop'],
    ['a Spanish introduction', 'Yes\n\nEl dom, 22 nov 2026 a las 9:58, Zoe (<zoe@acme.test>) escribió:\nstop'],
    ['an Outlook block', 'Yes\n\nFrom: Zoe\nSent: Sunday\nTo: Ann\nSubject: x\n\nstop'],
    ['a German Outlook block', 'Yes\n\nVon: Zoe\nGesendet: Sonntag\nAn: Ann\nBetreff: x\n\nstop'],
    ['an original message', 'Yes\n-----Original Message-----\nstop'],
    ['a signature', 'Yes\n-- \nAnn\nstop'],
    ['what a phone adds', 'Yes\n\nSent from my iPhone\n\nstop'],
  ])('leave out %s', (_, text) => {
    expect(ownWords(text)).toBe('Yes');
    expect(ownWords(text.replaceAll('\n', '\r\n'))).toBe('Yes');
  });

  it('keep answers between the quotes, and sentences that only look like an introduction', () => {
    expect(ownWords('On 22 Nov, Zoe <z@acme.test> wrote:\n> one?\nYes\n> two?\nNo')).toBe('Yes\nNo');
    expect(ownWords('This is what I wrote:\nYes')).toBe('This is what I wrote:\nYes');
    expect(ownWords('From: what I hear, it works.\nYes')).toBe('From: what I hear, it works.\nYes');
  });

  it('do not change when somebody quotes more', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 })), (quoted) => {
        const quotes = quoted.map((line) => `> ${line.replaceAll(/[\r\n]/g, ' ')}`).join('\n');
        expect(ownWords(`Yes, gladly.\n\n${quotes}`)).toBe('Yes, gladly.');
      }),
    );
  });
});

/** Each of them took from seconds to minutes while a pattern could start again at every character. */
describe('mails made to be slow', () => {
  it('are read without trying every way to read them', async () => {
    const envelope = { from: '', to: [] };
    const broken = await readMail(
      Buffer.from(`From: ${'a'.repeat(250_000)}\r\nX: ${'x'.repeat(300_000)}\r\n\r\nstop`),
      envelope,
    );
    expect(broken.from).toBeNull();
    expect(ownWords(`On ${'<@>'.repeat(98)}x\n`.repeat(1_700)).length).toBeGreaterThan(0);
    expect(visibleText(`<div ${'id='.repeat(5_000)}>`.repeat(34), 'own')).toBe('');
    expect(visibleText('<'.repeat(500_000), 'all')).toHaveLength(500_000);
    expect(visibleText('<a'.repeat(250_000), 'all')).toHaveLength(500_000);
    const content = Buffer.from(`Final-Recipient: rfc822;${'@'.repeat(65_000)} x\r\nAction: failed`);
    expect(deliveryReportIn([{ contentType: 'message/delivery-status', content }])?.recipients).toEqual([]);
  });
});

describe('visible text of HTML', () => {
  it('has a line per block, entities decoded, and nothing of styles and scripts', () => {
    const html =
      '<head><title>t</title></head><style>p{}</style><p>Gr&uuml;&szlig;e &amp; &#8364;&nbsp;5</p><p>a<br>b</p><script>x</script>';
    expect(visibleText(html, 'all')).toBe('Grüße & € 5\n\na\nb');
  });

  it('leaves quotes out of own words and keeps what stands beside them', () => {
    const html = '<div>one</div><blockquote>x<blockquote>y</blockquote>z</blockquote><div>two</div>';
    expect(visibleText(html, 'own')).toBe('one\n\ntwo');
    expect(visibleText(html, 'all')).toContain('y');
  });

  it('survives any text', () => {
    const soup = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('<', '>', '<div', '<blockquote>', '</blockquote>', '<!--', '&#x', '&')),
    );
    fc.assert(
      fc.property(soup, (pieces) => {
        expect(typeof ownWords(visibleText(pieces.join(''), 'own'))).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});
