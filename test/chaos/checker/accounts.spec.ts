import { type Account, accountsOf, copiesExpected, resends } from './accounts.js';
import { entriesOf } from './entries.js';
import { accepted, World } from './testing/world.js';

/** What the log says of the only message of run r. */
const accountOf = (story: (world: World) => void, reviewer: 'none' | 'human' = 'none'): Account => {
  const world = new World();
  world.start('r', ['k1'], { onUnknown: 'resend', reviewer });
  story(world);
  const account = accountsOf(entriesOf({ events: world.events, poisoned: [] }).entries).get('r.1.0');
  if (account === undefined) throw new Error('nothing was planned');
  return account;
};
const columnOf = (...of: Parameters<typeof accountOf>) => accountOf(...of).column;

const about = { communicationId: 'r.1.0' };
const draft = { ...about, contentHash: 'h1' };
const prepare = (world: World): void => {
  const expiresAt = new Date(world.now + 1_000).toISOString();
  world.batch('r', 1, { type: 'PrepareDraft', data: { ...draft, expiresAt } });
};
const deferred = (world: World, code: string) =>
  ({ kind: 'deferred', code, answer: 'later', until: world.instant }) as const;
const takeOver = (world: World, fence: number): void =>
  world.batch('r', 1, { type: 'TakeOver', data: { fence, worker: 'w' } });
const resolve = (world: World, by: 'evidence' | 'operator', resolution: 'was-sent' | 'was-not-sent'): void =>
  world.report('r', 1, {
    type: 'ResolveDispatch',
    data: { ...about, contactId: 'k1', by, resolution, detail: 'known' },
  });

describe('a message stands', () => {
  it.each<[Account['column'], (world: World) => void]>([
    ['waiting', () => undefined],
    ['inFlight', (world) => world.claim('r', 0)],
    [
      'accepted',
      (world) => {
        world.claim('r', 0);
        world.settle('r', 0, accepted);
      },
    ],
    [
      'waiting',
      (world) => {
        world.claim('r', 0);
        world.settle('r', 0, deferred(world, '4.2.0'));
      },
    ],
    [
      'unknown',
      (world) => {
        world.claim('r', 0);
        takeOver(world, 2);
      },
    ],
    [
      'skipped',
      (world) => world.batch('r', 1, { type: 'Skip', data: { ...about, reason: 'suppressed', rule: 'x', version: 1 } }),
    ],
    ['notAttempted', (world) => world.batch('r', 1, { type: 'CloseBatch', data: { abandon: true } })],
  ])('as %s', (column, story) => {
    expect(columnOf(story)).toBe(column);
  });

  it('as waiting or skipped, by what becomes of its draft', () => {
    const reviewed = (then: (world: World) => void) =>
      columnOf((world) => {
        prepare(world);
        then(world);
      }, 'human');
    expect(reviewed(() => undefined)).toBe('waiting');
    expect(reviewed((world) => world.batch('r', 1, { type: 'ApproveDraft', data: draft }))).toBe('waiting');
    expect(reviewed((world) => world.batch('r', 1, { type: 'RejectDraft', data: draft }))).toBe('skipped');
    expect(
      reviewed((world) => {
        world.pass(2_000);
        world.batch('r', 1, { type: 'ExpireDrafts', data: {} });
      }),
    ).toBe('skipped');
  });

  it('as it stood when a worker is taken over that had nothing of it in hand', () => {
    expect(columnOf((world) => takeOver(world, 2))).toBe('waiting');
    const delivered = (world: World): void => {
      world.claim('r', 0);
      world.settle('r', 0, accepted);
      takeOver(world, 2);
    };
    expect(accountOf(delivered)).toMatchObject({ column: 'accepted', claims: [{ takenOver: false }] });
  });

  it('as put off where it was, until it is given up', () => {
    const givenUp = (world: World): void => {
      world.claim('r', 0);
      world.settle('r', 0, deferred(world, '4.2.0'));
      world.batch('r', 1, { type: 'CloseBatch', data: { abandon: true } });
    };
    expect(columnOf(givenUp)).toBe('notAttempted');
  });
});

describe('an attempt', () => {
  it('is open until it is settled, and nobody knows whether it left', () => {
    const [claim] = accountOf((world) => world.claim('r', 0)).claims;
    expect(claim).toMatchObject({ attempt: 1, fence: 1, outcome: 'open', neverLeft: false, takenOver: false });
  });

  it('never left where its worker knew that the lease had ended', () => {
    const settled = (code: string) =>
      accountOf((world) => {
        world.claim('r', 0);
        world.settle('r', 0, deferred(world, code));
      }).claims[0]?.neverLeft;
    expect([settled('lease-ended'), settled('4.2.0')]).toEqual([true, false]);
  });

  it('is taken over alone, not those before it', () => {
    const { claims } = accountOf((world) => {
      world.claim('r', 0);
      world.settle('r', 0, deferred(world, '4.2.0'));
      world.claim('r', 0);
      takeOver(world, 2);
    });
    expect(claims.map(({ outcome, takenOver }) => [outcome, takenOver])).toEqual([
      ['deferred', false],
      ['unknown', true],
    ]);
  });
});

describe('copies at a provider', () => {
  const unknown = (world: World): void => {
    world.claim('r', 0);
    takeOver(world, 2);
  };

  it('may be one for an attempt that is still open, and none before', () => {
    expect(copiesExpected(accountOf(() => undefined))).toEqual({ least: 0, most: 0 });
    expect(copiesExpected(accountOf((world) => world.claim('r', 0)))).toEqual({ least: 0, most: 1 });
  });

  it('may be as many as evidence leaves possible, and must be there where it proves one', () => {
    expect(copiesExpected(accountOf(unknown))).toEqual({ least: 0, most: 1 });
    const proven = (resolution: 'was-sent' | 'was-not-sent', by: 'evidence' | 'operator') =>
      copiesExpected(
        accountOf((world) => {
          unknown(world);
          resolve(world, by, resolution);
        }),
      );
    expect(proven('was-sent', 'evidence')).toEqual({ least: 1, most: 1 });
    expect(proven('was-not-sent', 'evidence')).toEqual({ least: 0, most: 0 });
    expect(proven('was-sent', 'operator')).toEqual({ least: 0, most: 1 });
    expect(proven('was-not-sent', 'operator')).toEqual({ least: 0, most: 1 });
  });

  it('are resent only after an unknown', () => {
    expect(resends(accountOf(unknown))).toBe(0);
    const again = (before: (world: World) => void) =>
      resends(
        accountOf((world) => {
          before(world);
          world.claim('r', 0, { fence: 2, resend: true });
        }),
      );
    expect(again(unknown)).toBe(1);
    expect(
      again((world) => {
        world.claim('r', 0);
        world.settle('r', 0, deferred(world, '4.2.0'));
        takeOver(world, 2);
      }),
    ).toBe(0);
  });
});
