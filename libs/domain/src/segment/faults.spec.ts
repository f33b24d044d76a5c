import fc from 'fast-check';
import { segmentDefinition } from '../testing/definition-fixtures.js';
import { deepestFilter, faultsOfFilter, faultsOfSegment, isSegmentFilter, segmentOperators } from './faults.js';
import type { SegmentFilter } from './messages.js';

const faults = (filter: unknown) => faultsOfFilter(filter).map(({ pointer, code }) => `${pointer} ${code}`);
const nested = (depth: number): unknown => (depth === 1 ? { tag: 'x' } : { not: nested(depth - 1) });

const { filter: filters } = fc.letrec<{ filter: SegmentFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constant<SegmentFilter>({ tag: 'vip' }),
    fc.constant<SegmentFilter>({ timeZone: 'Europe/Berlin' }),
    fc.constant<SegmentFilter>({ consent: { channel: 'email', state: 'unknown' } }),
    fc.constant<SegmentFilter>({ attribute: 'plan', op: 'exists' }),
    fc
      .tuple(fc.constantFrom(...segmentOperators), fc.oneof(fc.integer(), fc.boolean(), fc.constant('pro')))
      .filter(([op]) => op !== 'exists')
      .map(([op, value]): SegmentFilter => ({ attribute: 'plan', op, value })),
    tie('filter').map((not) => ({ not })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  ),
}));

describe('the faults of a segment', () => {
  it('are none for a good one, and for everyone', () => {
    expect(faultsOfSegment(segmentDefinition)).toEqual([]);
    expect(faultsOfSegment({ name: 'Everyone' })).toEqual([]);
    expect(faultsOfSegment({ name: '' })).toHaveLength(1);
  });

  it('are none for any filter that the types allow', () => {
    fc.assert(fc.property(filters, (filter) => isSegmentFilter(filter)));
  });

  it('never throw, whatever JSON comes, and say yes only to filters', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isSegmentFilter(value)).toBe(faultsOfFilter(value).length === 0);
      }),
    );
  });

  it.each<[unknown, readonly string[]]>([
    [null, [' wrong-type']],
    [[], [' wrong-type']],
    [{}, [' unknown-word']],
    [{ tags: 'x' }, [' unknown-word']],
    [{ tag: 1 }, ['/tag wrong-type']],
    [{ tag: '' }, ['/tag required']],
    [{ tag: 'a', all: [{ tag: 'b' }] }, ['/tag unknown-field']],
    [{ all: [] }, ['/all required']],
    [{ any: { tag: 'a' } }, ['/any wrong-type']],
    [{ all: [{ tag: 'a' }, { not: { tga: 'b' } }] }, ['/all/1/not unknown-word']],
    [{ consent: { channel: 'fax', state: 'maybe' } }, ['/consent/channel unknown-word', '/consent/state unknown-word']],
    [{ consent: { channel: 'email', state: 'granted', x: 1 } }, ['/consent/x unknown-field']],
    [{ consent: 'email' }, ['/consent wrong-type']],
    [{ attribute: 'a', op: 'like', value: 1 }, ['/op unknown-word']],
    [{ attribute: 'a', op: 'equals' }, ['/value required']],
    [{ attribute: 'a', op: 'exists', value: 1 }, ['/value unknown-field']],
    [{ attribute: 'a', op: 'equals', value: [] }, ['/value wrong-type']],
    [{ attribute: 'a', op: 'equals', value: 'x\0' }, ['/value unsafe-text']],
    [{ 'a/b': 1, tag: 'x' }, ['/a~1b unknown-field']],
  ])('in %j are %j', (filter, expected) => {
    expect(faults(filter)).toEqual(expected);
  });

  it('stop a filter that is deeper or larger than a query should be', () => {
    expect(faults(nested(deepestFilter))).toEqual([]);
    expect(faultsOfFilter(nested(deepestFilter + 1)).map(({ code }) => code)).toEqual(['too-deep']);
    const wide = Array.from({ length: 501 }, () => ({ tag: 'x' }));
    expect(faults({ any: wide })).toEqual([' too-many']);
  });
});
