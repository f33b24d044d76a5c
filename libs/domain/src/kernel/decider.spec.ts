import { type Decider, fold, isRejection, reject } from './decider.js';
import { fault, pointerTo } from './fault.js';
import type { Message } from './message.js';

type Added = Message<'Added', { amount: number }>;

const sum: Decider<never, Added, number> = {
  initial: 10,
  decide: () => [],
  evolve: (total, { data }) => total * 2 + data.amount,
};
const added = (amount: number): Added => ({ type: 'Added', data: { amount } });

test('a state is the events in their order, upon the beginning', () => {
  expect(fold(sum, [])).toBe(10);
  expect(fold(sum, [added(1), added(2)])).toBe(44);
  expect(fold(sum, new Set([added(2), added(1)]))).toBe(45);
});

test('a decision is a rejection or events, and no events are a decision too', () => {
  expect(reject('too-late', 'it is over')).toEqual({ rejected: 'too-late', detail: 'it is over' });
  expect(isRejection(reject('too-late', 'it is over'))).toBe(true);
  expect(isRejection([])).toBe(false);
  expect(isRejection([added(1)])).toBe(false);
});

test('a fault has a place, a code and a reason', () => {
  expect(fault('/name', 'required', 'must not be empty')).toEqual({
    pointer: '/name',
    code: 'required',
    detail: 'must not be empty',
  });
});

test('the way to a member is a JSON Pointer, in which ~ and / are written otherwise (RFC 6901 section 3)', () => {
  expect(pointerTo()).toBe('');
  expect(pointerTo('sections', 0, 'a/b')).toBe('/sections/0/a~1b');
  expect(pointerTo('~1', 'a~b/c~/')).toBe('/~01/a~0b~1c~0~1');
  expect(pointerTo('')).toBe('/');
});
