import { type Known, stepsOf } from './steps.js';

const nothing: Known = {
  ready: undefined,
  session: { keyId: 'k0', owner: 'local', role: 'admin' },
  keys: [{ keyId: 'k0', owner: 'local', revokedAt: null }],
  contact: null,
  goal: null,
  segment: null,
  sender: null,
  campaign: null,
  run: null,
};

const ready: NonNullable<Known['ready']> = {
  status: 'ready',
  epoch: 1,
  clockSkewMs: 0,
  readModels: [],
  queue: 'well',
};
const defined = { contact: 'ann', goal: 'g', segment: 's', sender: 'f' };
const draft = { id: 'c1', name: 'Tasting', status: 'draft' };

const done = (known: Partial<Known>): readonly boolean[] => stepsOf({ ...nothing, ...known }).map((step) => step.done);
const commands = (known: Partial<Known>): readonly (string | null)[] =>
  stepsOf({ ...nothing, ...known }).map((step) => step.command);

test('an installation that has nothing begins with its service', () => {
  expect(done({})).toEqual([false, false, false, false]);
  expect(commands({})).toEqual([
    'npm start',
    expect.stringContaining('keys create'),
    expect.stringContaining('contacts import'),
    null,
  ]);
});

test('a service without a worker is not done', () => {
  expect(done({ ready: { ...ready, queue: 'no-worker' } })[0]).toBe(false);
  expect(done({ ready: { ...ready, queue: 'in-trouble' } })[0]).toBe(true);
});

test('somebody has a key of their own: by the list, or because they are signed in by it', () => {
  expect(done({ keys: [{ keyId: 'k1', owner: 'Ada', revokedAt: null }] })[1]).toBe(true);
  expect(done({ keys: [{ keyId: 'k1', owner: 'Ada', revokedAt: '2026-11-22T00:00:00Z' }] })[1]).toBe(false);
  expect(done({ keys: [], session: { keyId: 'k1', owner: 'Ada', role: 'manager' } })[1]).toBe(true);
});

test('a campaign is asked for when what it needs is there, with its ids', () => {
  expect(commands({ contact: 'ann' })[2]).toContain('goals define');
  expect(commands({ contact: 'ann', goal: 'g' })[2]).toContain('segments define');
  expect(commands({ contact: 'ann', goal: 'g', segment: 's' })[2]).toContain('senders define');
  expect(commands(defined)[2]).toContain('--set goal=g --set segment=s --set sender=f');
});

test('before a draft is run its sender passes a test message, without which no run begins, and it is activated', () => {
  expect(commands({ ...defined, campaign: draft })[3]).toBe(
    'npx sortie senders verify f --to you@example.com\nnpx sortie campaigns activate c1',
  );
  expect(commands({ campaign: draft })[3]).toBe('npx sortie campaigns activate c1'); // of a channel that needs none
  expect(commands({ campaign: { ...draft, status: 'active' } })[3]).toBe('npx sortie run c1');
});

test('all four are done with the first run', () => {
  const known = {
    ...defined,
    ready,
    session: { keyId: 'k1', owner: 'Ada', role: 'manager' } as const,
    campaign: draft,
  };
  expect(done({ ...known, run: { id: 'r', status: 'completed' } })).toEqual([true, true, true, true]);
});
