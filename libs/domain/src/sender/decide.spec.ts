import fc from 'fast-check';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { senderDefinition } from '../testing/definition-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { isVerified, senderDecider } from './decide.js';
import type { SenderCommand, SenderEvent } from './messages.js';

const given = specFor(senderDecider);
const content = (name: string) => ({ hash: name, definition: { ...senderDefinition, name }, summary: name });
const defined: SenderEvent = { type: 'SenderDefined', data: { id: 'e1', version: 1, ...content('a') } };
const revised: SenderEvent = { type: 'SenderRevised', data: { id: 'e1', version: 2, ...content('b') } };
const archived: SenderEvent = { type: 'SenderArchived', data: { id: 'e1' } };
const verification = (verificationId: string, version = 1) => ({ id: 'e1', version, verificationId });
const requested: SenderEvent = { type: 'SenderVerificationRequested', data: verification('t1') };
const verified: SenderEvent = { type: 'SenderVerified', data: verification('t1') };
const failed: SenderEvent = { type: 'SenderVerificationFailed', data: { ...verification('t1'), detail: '550' } };
const request = (verificationId: string): SenderCommand => ({
  type: 'RequestVerification',
  data: { verificationId },
});
const record = (verificationId: string, accepted: boolean): SenderCommand => ({
  type: 'RecordVerification',
  data: { verificationId, accepted, detail: '550' },
});

describe('a sender', () => {
  it('is verified by a test message that was accepted', () => {
    given(defined).when(request('t1')).then(requested);
    given(defined, requested).when(record('t1', true)).then(verified);
    expect(isVerified(given(defined, requested, verified).state())).toBe(true);
  });

  it('stays unverified when the test message is refused, with the answer', () => {
    given(defined, requested).when(record('t1', false)).then(failed);
    expect(isVerified(given(defined, requested, failed).state())).toBe(false);
  });

  it('asks and settles each test message once', () => {
    given(defined, requested).when(request('t1')).then();
    given(defined, requested, verified).when(record('t1', true)).then();
    given(defined, requested, verified).when(record('t1', false)).thenRejects('verification-settled');
  });

  it('must be verified again after a revision', () => {
    expect(isVerified(given(defined, requested, verified, revised).state())).toBe(false);
  });

  it('is verified in the version that the test message was sent with, not the one that came meanwhile', () => {
    given(defined, requested, revised).when(record('t1', true)).then(verified);
    expect(isVerified(given(defined, requested, revised, verified).state())).toBe(false);
  });

  it('loses its verification when a later test of the same version fails', () => {
    const again: SenderEvent = { type: 'SenderVerificationRequested', data: verification('t2') };
    const failure: SenderEvent = { type: 'SenderVerificationFailed', data: { ...verification('t2'), detail: '' } };
    expect(isVerified(given(defined, requested, verified, again).state())).toBe(true);
    expect(isVerified(given(defined, requested, verified, again, failure).state())).toBe(false);
  });

  it('keeps its verification when the test of an older version fails late', () => {
    const again: SenderEvent = { type: 'SenderVerificationRequested', data: verification('t2', 2) };
    const success: SenderEvent = { type: 'SenderVerified', data: verification('t2', 2) };
    expect(isVerified(given(defined, requested, revised, again, success, failed).state())).toBe(true);
  });

  it('remembers a refusal: it is not refused twice, nor accepted afterwards', () => {
    given(defined, requested, failed).when(record('t1', false)).then();
    given(defined, requested, failed).when(record('t1', true)).thenRejects('verification-settled');
  });

  it('is none before it is defined, and in use once it is', () => {
    expect(isVerified(given().state())).toBe(false);
    expect(given(defined).state().status).toBe('active');
    expect(given(defined, archived).state().status).toBe('archived');
    given(defined)
      .when({ type: 'Archive', data: {} })
      .then({ type: 'SenderArchived', data: { id: 'e1' } });
  });

  it('knows no result of a test message that a newer one replaced', () => {
    const again: SenderEvent = { type: 'SenderVerificationRequested', data: verification('t2') };
    given(defined, requested, again).when(record('t1', true)).thenRejects('no-such-verification');
    given(defined).when(record('t1', true)).thenRejects('no-such-verification');
  });

  it('is not tested once archived, though a test under way may still end', () => {
    given(defined, archived).when(request('t1')).thenRejects('archived');
    given(defined, requested, archived).when(record('t1', true)).then(verified);
    given().when(request('t1')).thenRejects('no-such-definition');
    given().when(record('t1', true)).thenRejects('no-such-definition');
  });

  it('holds the invariants of every decider', () => {
    const names = fc.constantFrom('a', 'b');
    const tests = fc.constantFrom('t1', 't2');
    checkDecider(
      senderDecider,
      fc.oneof(
        names.map((name): SenderCommand => ({ type: 'Define', data: { id: 'e1', ...content(name) } })),
        names.map((name): SenderCommand => ({ type: 'Revise', data: content(name) })),
        tests.map(request),
        fc.tuple(tests, fc.boolean()).map(([id, accepted]) => record(id, accepted)),
        fc.constant<SenderCommand>({ type: 'Archive', data: {} }),
      ),
      (events, state) => {
        const vouched = events.some(
          (event) =>
            event.type === 'SenderVerified' && state.status !== 'absent' && event.data.version === state.version,
        );
        if (isVerified(state)) expect(vouched).toBe(true);
      },
    );
    checkFold(senderDecider, fc.constantFrom(defined, revised, archived, requested, verified, failed));
  });
});
