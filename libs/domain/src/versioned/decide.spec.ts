import fc from 'fast-check';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { specFor } from '../testing/spec-for.js';
import { versionedDecider } from './decide.js';
import type { PublishedVersion, VersionedCommand, VersionedEvent } from './messages.js';

interface Note {
  readonly text: string;
}
type NoteEvent = VersionedEvent<'Goal', Note>;

const decider = versionedDecider<'Goal', Note, 'active'>('Goal', 'active');
const given = specFor(decider);
const content = (text: string) => ({ hash: `hash of ${text}`, definition: { text }, summary: `says ${text}` });
const version = (number: number, text: string): PublishedVersion<Note> => ({
  id: 'g1',
  version: number,
  ...content(text),
});
const defined: NoteEvent = { type: 'GoalDefined', data: version(1, 'a') };
const revised: NoteEvent = { type: 'GoalRevised', data: version(2, 'b') };
const archived: NoteEvent = { type: 'GoalArchived', data: { id: 'g1' } };
const define = (text: string): VersionedCommand<Note> => ({ type: 'Define', data: { id: 'g1', ...content(text) } });
const revise = (text: string, expectedVersion?: number): VersionedCommand<Note> => ({
  type: 'Revise',
  data: { ...content(text), ...(expectedVersion === undefined ? {} : { expectedVersion }) },
});

describe('a definition', () => {
  it('is published as version 1', () => {
    given().when(define('a')).then(defined);
  });

  it('takes no second content under its id, and the same content again as a repetition', () => {
    given(defined).when(define('b')).thenRejects('exists-already');
    given(defined).when(define('a')).then();
    given(defined, archived).when(define('a')).thenRejects('exists-already');
  });

  it('gets the next number with every revision', () => {
    given(defined).when(revise('b')).then(revised);
    given(defined, revised)
      .when(revise('c', 2))
      .then({ type: 'GoalRevised', data: version(3, 'c') });
  });

  it('refuses a revision of a version that is no longer current', () => {
    given(defined, revised).when(revise('c', 1)).thenRejects('stale-version');
  });

  it('is not revised into what it already says, whatever version the author saw', () => {
    given(defined, revised).when(revise('b')).then();
    given(defined, revised).when(revise('b', 1)).then();
  });

  it('goes back to an older content as a new version', () => {
    given(defined, revised)
      .when(revise('a'))
      .then({ type: 'GoalRevised', data: version(3, 'a') });
  });

  it('is archived once and for good', () => {
    given(defined).when({ type: 'Archive', data: {} }).then(archived);
    given(defined, archived).when({ type: 'Archive', data: {} }).then();
    given(defined, archived).when(revise('b')).thenRejects('archived');
  });

  it('must exist before it is revised or archived', () => {
    given().when(revise('a')).thenRejects('no-such-definition');
    given().when({ type: 'Archive', data: {} }).thenRejects('no-such-definition');
  });
});

const texts = fc.constantFrom('a', 'b', 'c');
const commands: fc.Arbitrary<VersionedCommand<Note>> = fc.oneof(
  texts.map(define),
  {
    weight: 4,
    arbitrary: fc
      .tuple(texts, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }))
      .map(([text, expected]) => revise(text, expected)),
  },
  fc.constant<VersionedCommand<Note>>({ type: 'Archive', data: {} }),
);

describe('every definition', () => {
  it('has versions without a gap, none of which repeats its predecessor, and none after the archive', () => {
    checkDecider(decider, commands, (events) => {
      const versions = events.flatMap((event) => (event.type === 'GoalArchived' ? [] : [event.data]));
      expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
      for (const [index, { hash }] of versions.entries()) expect(hash).not.toBe(versions[index + 1]?.hash);
      expect(events.slice(0, -1).map(({ type }) => type)).not.toContain('GoalArchived');
    });
  });

  it('folds any events in any order and never leaves the archive', () => {
    const numbered = fc.tuple(fc.integer({ min: 1, max: 9 }), texts);
    const events = fc.oneof(
      numbered.map(([number, text]): NoteEvent => ({ type: 'GoalDefined', data: version(number, text) })),
      numbered.map(([number, text]): NoteEvent => ({ type: 'GoalRevised', data: version(number, text) })),
      fc.constant(archived),
    );
    checkFold(decider, events, (before, after) => {
      if (before.status === 'archived') expect(after.status).toBe('archived');
    });
  });
});
