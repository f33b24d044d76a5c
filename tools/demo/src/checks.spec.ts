import fc from 'fast-check';
import { ledgerCheck, mailCheck, replyCheck } from './checks.js';

const count = fc.nat(1_000);
const ended = fc.record({
  accepted: count,
  refused: count,
  skipped: fc.dictionary(fc.constantFrom('no-address', 'suppressed', 'no-consent'), count),
  unknown: count,
  notAttempted: count,
});

const ledgerOf = (
  columns: { readonly accepted: number; readonly skipped: Readonly<Record<string, number>> } & Readonly<
    Record<'refused' | 'unknown' | 'notAttempted', number>
  >,
) => ({
  ...columns,
  waiting: 0,
  inFlight: 0,
  audience:
    columns.accepted +
    columns.refused +
    columns.unknown +
    columns.notAttempted +
    Object.values(columns.skipped).reduce((total, each) => total + each, 0),
});

describe('the ledger', () => {
  it('passes when it balances, and no longer when anyone is moved out of it', () => {
    fc.assert(
      fc.property(ended, fc.integer({ min: 1, max: 5 }), (columns, some) => {
        const ledger = ledgerOf(columns);
        expect(ledgerCheck('l', ledger).ok).toBe(ledger.audience > 0);
        expect(ledgerCheck('l', { ...ledger, audience: ledger.audience + some }).ok).toBe(false);
        expect(ledgerCheck('l', { ...ledger, accepted: ledger.accepted + some }).ok).toBe(false);
      }),
    );
  });

  it('fails while somebody still waits, though it balances', () => {
    const ledger = {
      ...ledgerOf({ accepted: 1, refused: 0, skipped: {}, unknown: 0, notAttempted: 0 }),
      audience: 2,
      waiting: 1,
    };
    expect(ledgerCheck('l', ledger)).toMatchObject({ ok: false, detail: expect.stringContaining('1 waiting') });
  });
});

describe('the mail server', () => {
  it('has what was accepted, in any order', () => {
    expect(mailCheck(['<a>', '<b>'], ['<b>', '<a>'])).toMatchObject({ ok: true });
  });

  it.each([
    ['a lost one', ['<a>', '<b>'], ['<a>'], '1 accepted, but not at the mail server: <b>'],
    ['a stranger', ['<a>'], ['<a>', '<x>'], '1 at the mail server, but not accepted: <x>'],
    ['a second copy', ['<a>'], ['<a>', '<a>'], '1 sent twice: <a>'],
    ['two communications under one id', ['<a>', '<a>'], ['<a>'], '1 of two communications: <a>'],
    ['nothing at all', [], [], '0 Message-IDs'],
  ])('is found out over %s', (_, accepted, caught, detail) => {
    expect(mailCheck(accepted, caught)).toMatchObject({ ok: false, detail: expect.stringContaining(detail) });
  });
});

describe('replies', () => {
  it('are of the classes that were sent', () => {
    expect(replyCheck({ human: 2, bounce: 1 }, { bounce: 1, human: 2 })).toMatchObject({ ok: true });
    expect(replyCheck({}, {})).toMatchObject({ ok: true });
  });

  it('are named with both numbers where they differ', () => {
    expect(replyCheck({ human: 2 }, { human: 1, complaint: 1 })).toMatchObject({
      ok: false,
      detail: 'complaint: 0 sent, 1 found, human: 2 sent, 1 found',
    });
  });
});
