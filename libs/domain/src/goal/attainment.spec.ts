import fc from 'fast-check';
import { type Acceptance, attain, type Deed } from './attainment.js';
import type { GoalDefinition } from './messages.js';

const goal = (changes: Partial<GoalDefinition> = {}): GoalDefinition => ({
  name: 'Win back',
  statement: 'Lapsed customers book a call',
  measure: { kind: 'contact-event', type: 'booked' },
  attribution: 'last',
  ...changes,
});
const hour = 3_600_000;
const accepted = (contactId: string, at: number, runId = 'r1', test = false): Acceptance => ({
  contactId,
  runId,
  test,
  at,
});
const booked = (contactId: string, at: number, runId?: string): Deed => ({
  kind: 'contact-event',
  contactId,
  type: 'booked',
  at,
  ...(runId === undefined ? {} : { runId }),
});
const of = (acceptances: readonly Acceptance[], deeds: readonly Deed[], definition = goal(), runId = 'r1') =>
  attain(definition, {
    runId,
    accepted: new Set(acceptances.filter((a) => a.runId === runId).map((a) => a.contactId)).size,
    acceptances,
    deeds,
  });

describe('attainment', () => {
  it('is not measured without a measure', () => {
    const { measure: _, ...words } = goal();
    expect(of([accepted('k1', 1)], [], words)).toEqual({ accepted: 1, attained: null, wanted: null, reached: null });
  });

  it('is what was accepted when that is the measure', () => {
    const definition = goal({ measure: { kind: 'accepted' }, target: { count: 2 } });
    expect(of([accepted('k1', 1), accepted('k2', 2)], [], definition)).toEqual({
      accepted: 2,
      attained: 2,
      wanted: 2,
      reached: true,
    });
  });

  it('counts a contact once, however often they did it', () => {
    expect(of([accepted('k1', 1)], [booked('k1', 2), booked('k1', 3)]).attained).toBe(1);
  });

  it('gives the credit to the last run that was accepted before', () => {
    const both = [accepted('k1', 1, 'r1'), accepted('k1', 5, 'r2')];
    expect(of(both, [booked('k1', 4)]).attained).toBe(1);
    expect(of(both, [booked('k1', 6)]).attained).toBe(0);
    expect(of(both, [booked('k1', 6)], goal(), 'r2').attained).toBe(1);
  });

  it('believes whoever reports a deed and names its run', () => {
    const both = [accepted('k1', 1, 'r1'), accepted('k1', 5, 'r2')];
    expect(of(both, [booked('k1', 6, 'r1')]).attained).toBe(1);
    expect(of(both, [booked('k1', 6, 'r1')], goal(), 'r2').attained).toBe(0);
  });

  it('gives the credit for a reply to the run it answers', () => {
    const both = [accepted('k1', 1, 'r1'), accepted('k1', 5, 'r2')];
    const reply = { kind: 'reply', contactId: 'k1', class: 'human', at: 9, runId: 'r1' } as const;
    const definition = goal({ measure: { kind: 'reply', class: 'human' } });
    expect(of(both, [reply], definition).attained).toBe(1);
    expect(of(both, [reply], definition, 'r2').attained).toBe(0);
    expect(of(both, [{ ...reply, class: 'out-of-office' }], definition).attained).toBe(0);
  });

  it('ends with the window, and begins with the acceptance', () => {
    const definition = goal({ windowHours: 24 });
    expect(of([accepted('k1', hour)], [booked('k1', 25 * hour)], definition).attained).toBe(1);
    expect(of([accepted('k1', hour)], [booked('k1', 25 * hour + 1)], definition).attained).toBe(0);
    expect(of([accepted('k1', hour)], [booked('k1', hour - 1)], definition).attained).toBe(0);
  });

  it('counts each contact who did it, and nobody who did something else or was not written to', () => {
    const three = ['k1', 'k2', 'k3'].map((id) => accepted(id, 1));
    const other: Deed = { kind: 'contact-event', contactId: 'k3', type: 'called', at: 2 };
    const reply: Deed = { kind: 'reply', contactId: 'k3', class: 'human', at: 2, runId: 'r1' };
    expect(of(three, [booked('k1', 2), booked('k2', 2), other, reply, booked('k9', 2)]).attained).toBe(2);
  });

  it('hears no reply in what a service reports, even when the two are named alike', () => {
    const event: Deed = Object.assign(booked('k1', 2, 'r1'), { class: 'human' });
    const replied = goal({ measure: { kind: 'reply', class: 'human' } });
    expect(of([accepted('k1', 1)], [event], replied).attained).toBe(0);
    const reply: Deed = { kind: 'reply', contactId: 'k1', class: 'human', at: 2, runId: 'r1' };
    expect(of([accepted('k1', 1)], [Object.assign(reply, { type: 'booked' })]).attained).toBe(0);
  });

  it('gives the credit to the message that was accepted last, in whatever order they are told', () => {
    const [early, late] = [accepted('k1', 1, 'r2'), accepted('k1', 5, 'r1')];
    for (const told of [
      [early, late],
      [late, early],
    ]) {
      expect(of(told, [booked('k1', 6)]).attained).toBe(1);
      expect(of(told, [booked('k1', 6)], goal(), 'r2').attained).toBe(0);
    }
  });

  it('gives the credit to the greater run id when two were accepted in the same millisecond', () => {
    const [one, other] = [accepted('k1', 5, 'r1'), accepted('k1', 5, 'r2')];
    for (const told of [
      [one, other],
      [other, one],
    ]) {
      expect(of(told, [booked('k1', 6)]).attained).toBe(0);
      expect(of(told, [booked('k1', 6)], goal(), 'r2').attained).toBe(1);
    }
  });

  it('counts a deed of the very millisecond of the acceptance', () => {
    expect(of([accepted('k1', 5)], [booked('k1', 5)]).attained).toBe(1);
  });

  it('says nothing of reaching where there is no target', () => {
    expect(of([accepted('k1', 1)], [booked('k1', 2)])).toEqual({
      accepted: 1,
      attained: 1,
      wanted: null,
      reached: null,
    });
  });

  it('takes no credit for test messages and lets them take none', () => {
    expect(of([accepted('k1', 1), accepted('k1', 2, 'r2', true)], [booked('k1', 3)]).attained).toBe(1);
  });

  it('rounds a share up to whole contacts, and is not attained by reaching nobody', () => {
    const ten = Array.from({ length: 10 }, (_, at) => accepted(`k${at}`, 1));
    expect(of(ten, [], goal({ target: { share: 0.01 } })).wanted).toBe(1);
    expect(of(ten, [], goal({ target: { share: 0.3 } })).wanted).toBe(3);
    expect(of([], [], goal({ target: { share: 0.3 } }))).toMatchObject({ wanted: 1, reached: false });
  });
});

const anyContact = fc.constantFrom('k1', 'k2', 'k3');
const anyRun = fc.constantFrom('r1', 'r2', 'r3');
const anyAcceptance = fc.record({ contactId: anyContact, runId: anyRun, test: fc.constant(false), at: fc.nat(50) });
const anyDeed = fc
  .tuple(anyContact, fc.nat(60), fc.option(anyRun, { nil: undefined }))
  .map(([contact, at, run]) => booked(contact, at, run));

test('each contact who did it is credited to at most one run per deed, and only to a run that reached them', () => {
  fc.assert(
    fc.property(fc.array(anyAcceptance), anyDeed, (acceptances, deed) => {
      const credits = ['r1', 'r2', 'r3'].map((runId) => of(acceptances, [deed], goal(), runId).attained ?? 0);
      const reached = acceptances.some(
        ({ contactId, at, runId }) => contactId === deed.contactId && at <= deed.at && (deed.runId ?? runId) === runId,
      );
      expect(credits.reduce((a, b) => a + b, 0)).toBe(reached ? 1 : 0);
    }),
  );
});

test('never more contacts attain than were accepted, and a wider window never loses one', () => {
  fc.assert(
    fc.property(fc.array(anyAcceptance), fc.array(anyDeed), fc.nat(3), (acceptances, deeds, hours) => {
      const inHours = acceptances.map((one) => ({ ...one, at: one.at * hour }));
      const later = deeds.map((deed) => ({ ...deed, at: deed.at * hour }));
      const narrow = of(inHours, later, goal({ windowHours: hours }));
      const wide = of(inHours, later, goal({ windowHours: hours + 1 }));
      expect(wide.attained ?? 0).toBeGreaterThanOrEqual(narrow.attained ?? 0);
      expect(wide.attained ?? 0).toBeLessThanOrEqual(wide.accepted);
    }),
  );
});
