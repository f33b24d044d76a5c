import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Classification, ReplyMatch } from '#domain/thread/messages.js';
import type { KeyRing } from '#platform/config/keys.js';
import { classify } from './classify.js';
import { matchCandidates } from './match.js';
import { readMail } from './read-mail.js';

interface Expected extends Classification {
  readonly file: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly match: Pick<ReplyMatch, 'method' | 'confidence' | 'communicationId'> | null;
}

const folder = join(process.cwd(), 'test/corpus/inbound');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as readonly Expected[];

/** The key under which the tokens in the corpus were signed. */
const ring: KeyRing = { current: 'corpus', keys: { corpus: Buffer.alloc(32, 42) } };

describe('the corpus of inbound mails', () => {
  it('is described completely', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));
    expect(expected.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
    expect(files.length).toBeGreaterThanOrEqual(30);
  });

  it.each(expected.map((one) => [one.file, one] as const))('%s', async (file, { envelope, match, ...expectation }) => {
    const mail = await readMail(readFileSync(join(folder, file)), envelope);
    const [first] = matchCandidates(mail, { reply: ring, unsubscribe: ring });
    const { class: replyClass, rule, status } = classify(mail, { toUnsubscribe: first?.unsubscribe ?? false });
    const found = first && {
      method: first.method,
      confidence: first.confidence,
      communicationId: first.communicationId,
    };
    expect({ class: replyClass, rule, status, match: found ?? null }).toEqual({
      class: expectation.class,
      rule: expectation.rule,
      status: expectation.status,
      match,
    });
  });
});
