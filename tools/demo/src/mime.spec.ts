import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { mimeOf } from './mime.js';

const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
  .map((text) => text.replaceAll(/[\p{Cc}\s]+/gu, 'x'));

it('carries any subject and any text through a parser unharmed', async () => {
  await fc.assert(
    fc.asyncProperty(line, fc.array(line, { maxLength: 5 }), async (subject, lines) => {
      const text = lines.join('\n');
      const raw = mimeOf([['Subject', subject]], {
        type: 'multipart/alternative',
        parts: [{ type: 'text/plain', text }],
      });
      const mail = await simpleParser(raw);
      expect(mail.subject).toBe(subject);
      expect(mail.text ?? '').toBe(text);
    }),
    { numRuns: 60 },
  );
});
