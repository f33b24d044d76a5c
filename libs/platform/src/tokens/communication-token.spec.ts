import fc from 'fast-check';
import type { KeyRing } from '../config/keys.js';
import { newId } from '../ids.js';
import { openReplyToken, openUnsubscribeToken, signReplyToken, signUnsubscribeToken } from './communication-token.js';
import { replyAddress, tokenAddressOf, unsubscribeAddress, unsubscribeUrl } from './token-address.js';

const secretOf = (byte: number) => Buffer.alloc(32, byte);
const keys: KeyRing = { current: '2026-11', keys: { '2026-11': secretOf(1) } };

const runId = fc.uint8Array({ minLength: 1, maxLength: 1 }).map(() => newId());
const communicationId = fc
  .tuple(runId, fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 199 }))
  .map(([run, batch, index]) => `${run}.${batch}.${index}`);

describe('communication tokens', () => {
  it('open to the communication they were signed for, in at most 50 characters, in any case', () => {
    fc.assert(
      fc.property(communicationId, (id) => {
        const token = signReplyToken(keys, id);
        expect(token).toMatch(/^[0-9a-z]{40,50}$/);
        expect(openReplyToken(keys, token)).toBe(id);
        expect(openReplyToken(keys, token.toUpperCase())).toBe(id);
      }),
    );
  });

  it('open no more once any character is another one, is missing, or is doubled', () => {
    const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz+/=-_.é\0\u212a'.split('');
    fc.assert(
      fc.property(communicationId, fc.constantFrom(...alphabet), (id, other) => {
        const token = signReplyToken(keys, id);
        for (let at = 0; at < token.length; at += 1) {
          const head = token.slice(0, at);
          const tail = token.slice(at + 1);
          if (token[at] !== other) expect(openReplyToken(keys, head + other + tail)).toBeNull();
          expect(openReplyToken(keys, head + tail)).toBeNull();
          expect(openReplyToken(keys, token.slice(0, at + 1) + token.slice(at))).toBeNull();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('open for one purpose only', () => {
    fc.assert(
      fc.property(communicationId, (id) => {
        expect(openUnsubscribeToken(keys, signReplyToken(keys, id))).toBeNull();
        expect(openReplyToken(keys, signUnsubscribeToken(keys, id))).toBeNull();
        expect(openUnsubscribeToken(keys, signUnsubscribeToken(keys, id))).toBe(id);
      }),
    );
  });

  it('stay open while their key is in the ring, whatever its place, and close when it leaves', () => {
    fc.assert(
      fc.property(communicationId, fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (id, names) => {
        const newer = Object.fromEntries(names.map((name, at) => [`k${name}`, secretOf(at + 2)]));
        const current = `k${names[0]}`;
        const token = signReplyToken(keys, id);
        expect(openReplyToken({ current, keys: { ...newer, ...keys.keys } }, token)).toBe(id);
        expect(openReplyToken({ current, keys: newer }, token)).toBeNull();
        expect(openReplyToken({ current, keys: { ...newer, '2026-11': secretOf(9) } }, token)).toBeNull();
      }),
    );
  });

  it('are never signed for anything but the id of a communication', () => {
    for (const id of [
      '',
      'x',
      newId(),
      `${newId()}.0.0`,
      `${newId()}.1.256`,
      `${newId()}.01.0`,
      `${newId()}.2097152.0`,
      'r1.1.0',
    ]) {
      expect(() => signReplyToken(keys, id)).toThrow(TypeError);
    }
  });

  it('refuse any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(openReplyToken(keys, text)).toBeNull();
      }),
    );
  });
});

describe('addresses that carry a token', () => {
  const token = signReplyToken(keys, `${newId()}.999999.199`);

  it('keep the local part within 64 characters', () => {
    expect(token).toHaveLength(50);
    expect(unsubscribeAddress(token, 'x.test').indexOf('@')).toBeLessThanOrEqual(64);
  });

  it('are read back, also after a mail system changed their case', () => {
    const shouted = replyAddress(token, 'Replies.test').toUpperCase();
    expect(tokenAddressOf(shouted)).toEqual({ kind: 'reply', token: token.toUpperCase(), domain: 'replies.test' });
    expect(openReplyToken(keys, tokenAddressOf(shouted)?.token ?? '')).not.toBeNull();
    expect(tokenAddressOf(unsubscribeAddress(token, 'x.test'))?.kind).toBe('unsubscribe');
  });

  it('are nothing else', () => {
    for (const address of ['', 'reply@x.test', `reply+${token}`, `reply+short@x.test`, `replay+${token}@x.test`]) {
      expect(tokenAddressOf(address)).toBeNull();
    }
  });

  it('stand in the path of the public URL', () => {
    expect(unsubscribeUrl('https://mail.acme.test/sortie/', token)).toBe(
      `https://mail.acme.test/sortie/unsubscribe/${token}`,
    );
  });
});
