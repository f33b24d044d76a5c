import fc from 'fast-check';
import { segmentDefinition } from '../testing/definition-fixtures.js';
import { told } from '../testing/told.js';
import { deepestFilter, faultsOfFilter, faultsOfSegment, isSegmentFilter, segmentOperators } from './faults.js';
import type { SegmentFilter } from './messages.js';

const faults = (filter: unknown) => told(faultsOfFilter(filter));
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
    expect(told(faultsOfSegment({ name: '', filter: { tag: 1 } }))).toEqual([
      '/name required',
      '/filter/tag wrong-type',
    ]);
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
    [{ attribute: 'a', op: 'less', value: Infinity }, ['/value wrong-type']],
    [{ attribute: 'a', op: 'equals', value: 'x\0' }, ['/value unsafe-text']],
    [{ 'a/b': 1, tag: 'x' }, ['/a~1b unknown-field']],
  ])('in %j are %j', (filter, expected) => {
    expect(faults(filter)).toEqual(expected);
  });

  it('stop a filter that is deeper or larger than a query should be', () => {
    expect(faults(nested(deepestFilter))).toEqual([]);
    expect(faults(nested(deepestFilter + 1))).toEqual([`${'/not'.repeat(deepestFilter)} too-deep`]);
    const lists = (depth: number): unknown => (depth === 1 ? { tag: 'x' } : { any: [lists(depth - 1)] });
    expect(faults(lists(deepestFilter))).toEqual([]);
    expect(faults(lists(deepestFilter + 1))).toEqual([`${'/any/0'.repeat(deepestFilter)} too-deep`]);
  });

  it('count every condition, those that combine others too, up to 500', () => {
    const wide = (count: number) => Array.from({ length: count }, () => ({ tag: 'x' }));
    expect(faults({ any: wide(499) })).toEqual([]);
    expect(faults({ any: wide(500) })).toEqual([' too-many']);
    expect(faults({ all: wide(500) })).toEqual([' too-many']);
    expect(faults({ not: { any: wide(498) } })).toEqual([]);
    expect(faults({ not: { any: wide(499) } })).toEqual([' too-many']);
    expect(faults({ any: [{ not: { all: wide(248) } }, { any: wide(248) }] })).toEqual([]);
    expect(faults({ any: [{ not: { all: wide(248) } }, { any: wide(249) }] })).toEqual([' too-many']);
  });

  it('count no further down than filters may be', () => {
    const bottom = { any: Array.from({ length: 600 }, () => ({ tag: 'x' })) };
    const buried = (depth: number): unknown => (depth === 1 ? bottom : { not: buried(depth - 1) });
    const codes = (filter: unknown) => [...new Set(faultsOfFilter(filter).map(({ code }) => code))];
    expect(codes(buried(deepestFilter))).toEqual(['too-deep', 'too-many']);
    expect(codes(buried(deepestFilter + 1))).toEqual(['too-deep']);
  });

  it('name what there is instead of a word that nobody knows', () => {
    expect(faultsOfFilter({ tags: 'x' })[0]?.detail).toBe(
      'must have one of all, any, not, tag, consent, timeZone, attribute',
    );
    expect(faultsOfFilter({ consent: { channel: 'email', state: 1 } })[0]?.detail).toBe(
      'must be one of granted, withdrawn, unknown',
    );
    expect(faultsOfFilter({ tag: 'x', any: 1 }).at(0)?.detail).toBe('does not belong to "any"');
  });
});
