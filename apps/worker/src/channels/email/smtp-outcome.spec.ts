import fc from 'fast-check';
import { outcomeOfSmtpError, outcomeOfSmtpReply, type SmtpPhase } from './smtp-outcome.js';

const context = { to: 'ann.lee@shop.test', now: '2026-11-22T10:00:00.000Z', until: '2026-11-22T10:05:00.000Z' };
const phases: readonly SmtpPhase[] = ['connect', 'envelope', 'message'];

const replied = (response: string, command: string, code = command === 'DATA' ? 'EMESSAGE' : 'EENVELOPE') => ({
  code,
  command,
  response,
  responseCode: Number(response.slice(0, 3)),
});

const outcome = (error: unknown, phase: SmtpPhase) => outcomeOfSmtpError(error, phase, context);

describe('the outcome of a failed SMTP attempt', () => {
  it('is refused for a 5xx to the envelope or the message, with the enhanced status', () => {
    expect(outcome(replied('550 5.1.1 No such user', 'RCPT TO'), 'envelope')).toEqual({
      kind: 'refused',
      code: '550 5.1.1',
      answer: '550 5.1.1 No such user',
    });
    expect(outcome(replied('554 Message looks like spam', 'DATA'), 'message')).toMatchObject({
      kind: 'refused',
      code: '554',
    });
    expect(outcome(replied('553 5.1.8 sender', 'MAIL FROM'), 'envelope')).toMatchObject({
      kind: 'refused',
      code: '553 5.1.8',
    });
  });

  it('is deferred for a 4xx, also to the whole message', () => {
    expect(outcome(replied('451 4.7.1 Greylisted', 'RCPT TO'), 'envelope')).toEqual({
      kind: 'deferred',
      code: '451 4.7.1',
      answer: '451 4.7.1 Greylisted',
      until: context.until,
    });
    expect(outcome(replied('452 4.2.2 full', 'DATA'), 'message')).toMatchObject({
      kind: 'deferred',
      code: '452 4.2.2',
    });
    expect(outcome(replied('421 4.4.5 busy', 'CONN', 'ECONNECTION'), 'envelope')).toMatchObject({ kind: 'deferred' });
  });

  it('is never refused for what is wrong with the session or our credentials', () => {
    const password = replied('535 5.7.8 Authentication failed', 'AUTH PLAIN', 'EAUTH');
    expect(outcome(password, 'connect')).toMatchObject({ kind: 'deferred', code: '535 5.7.8' });
    expect(outcome(replied('554 5.7.1 no service for you', 'CONN', 'EPROTOCOL'), 'connect')).toMatchObject({
      kind: 'deferred',
    });
    expect(outcome(replied('530 5.7.0 STARTTLS first', 'MAIL FROM'), 'envelope')).toMatchObject({ kind: 'deferred' });
    expect(outcome(replied('503 bad sequence', 'DATA'), 'envelope')).toMatchObject({ kind: 'deferred' });
  });

  it('is deferred where no session came about', () => {
    const refused = { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' };
    expect(outcome(refused, 'connect')).toMatchObject({ kind: 'deferred', code: 'ECONNREFUSED', until: context.until });
    for (const code of ['EDNS', 'ETLS', 'ETIMEDOUT', 'ECONNECTION']) {
      expect(outcome({ code, command: 'CONN' }, 'connect')).toMatchObject({ kind: 'deferred', code });
    }
  });

  it('is unknown once the whole message was handed over and no reply came, whatever the code says', () => {
    for (const code of ['ETIMEDOUT', 'ECONNECTION', 'ESOCKET', 'EPROTOCOL', 'EDNS']) {
      expect(outcome({ code, command: 'CONN' }, 'message')).toEqual({
        kind: 'unknown',
        detail: `no answer to the whole message (${code})`,
      });
    }
    expect(outcome(replied('354 go on', 'DATA'), 'message')).toMatchObject({ kind: 'unknown' });
  });

  it('is deferred until now when a stop came before the message, unknown when it came after', () => {
    expect(outcome({ code: 'EABORT' }, 'connect')).toMatchObject({ kind: 'deferred', until: context.now });
    expect(outcome({ code: 'EABORT' }, 'envelope')).toMatchObject({ kind: 'deferred', until: context.now });
    expect(outcome({ code: 'EABORT' }, 'message')).toMatchObject({ kind: 'unknown' });
  });

  it('is refused for what the library itself will not send', () => {
    expect(outcome({ code: 'EENVELOPE', command: 'API' }, 'envelope')).toMatchObject({
      kind: 'refused',
      code: 'invalid-address',
    });
    expect(outcome({ code: 'EMESSAGE', command: 'MAIL FROM' }, 'envelope')).toMatchObject({
      kind: 'refused',
      code: 'too-large',
    });
  });

  it('exists for everything that can be thrown, and is never accepted', () => {
    const error = fc.oneof(
      fc.anything(),
      fc.record(
        {
          code: fc.constantFrom('EENVELOPE', 'EMESSAGE', 'ECONNECTION', 'ESOCKET', 'EPROTOCOL', 'EABORT', 'EAUTH'),
          command: fc.constantFrom('CONN', 'API', 'MAIL FROM', 'RCPT TO', 'DATA'),
          responseCode: fc.oneof(fc.integer({ min: 100, max: 999 }), fc.constant(NaN)),
          response: fc.string(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(error, fc.constantFrom(...phases), (thrown, phase) => {
        const { kind } = outcome(thrown, phase);
        expect(['refused', 'deferred', 'unknown']).toContain(kind);
        if (phase !== 'message') expect(kind).not.toBe('unknown');
      }),
    );
  });

  it('holds no address, for it becomes an event', () => {
    const answers = [
      '550 5.1.1 <ann.lee@shop.test>: Recipient address rejected',
      '550 5.1.1 Mailbox ann.lee is not there',
      '550 relay to ANN.LEE@Shop.test via bounce+ann.lee=shop.test@mx.test and other@person.test',
      '450 4.2.0 "ann.lee"@shop.test greylisted, see https://gl.test/?r=ann.lee%40shop.test',
    ];
    for (const answer of answers) {
      expect(JSON.stringify(outcome(replied(answer, 'RCPT TO'), 'envelope'))).not.toMatch(/ann.?lee|person|@/i);
    }
  });
});

describe('the outcome of a positive answer', () => {
  it('keeps the queue id and the text, without an address', () => {
    expect(outcomeOfSmtpReply('250 2.0.0 Ok: queued as 4F1cXq2zKk for ann.lee@shop.test', context.to)).toEqual({
      kind: 'accepted',
      providerId: '4F1cXq2zKk',
      answer: '250 2.0.0 Ok: queued as 4F1cXq2zKk for <address>',
    });
    expect(outcomeOfSmtpReply('250 OK', context.to)).toEqual({ kind: 'accepted', answer: '250 OK' });
  });
});
