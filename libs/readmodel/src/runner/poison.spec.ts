import { UnknownEventType } from '../vocabulary.js';
import { isOfTheEvent } from './poison.js';

const coded = (code: string, message = 'no'): Error => Object.assign(new Error(message), { code });

it.each([
  ['a type nobody knows', new UnknownEventType('run has no event RunTeleported')],
  ['a mistake of the fold', new TypeError('cannot read properties of undefined')],
  ['data that no column takes', coded('22P02')],
  ['data that breaks a rule', coded('23502')],
  ['a number too large', coded('22003')],
])('parks the event after %s', (_, error) => {
  expect(isOfTheEvent(error)).toBe(true);
});

it.each([
  ['a lost connection', coded('08006')],
  ['a shutdown', coded('57P01')],
  ['a statement that took too long', coded('57014')],
  ['a deadlock', coded('40P01')],
  ['a full disk', coded('53100')],
  ['a lock that was not given', coded('55P03')],
  ['tables that are gone', coded('42P01')],
  ['a refused connection', coded('ECONNREFUSED')],
  ['a connection that ended without a word', new Error('Connection terminated unexpectedly')],
  ['a link that died without a word', new Error('Query read timeout')],
  ['a pool that has been closed', new Error('Cannot use a pool after calling end on the pool')],
  ['a host whose name nobody knows for now', coded('EAI_AGAIN')],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
])('waits and tries again after %s: no event is to blame', (_, error) => {
  expect(isOfTheEvent(error)).toBe(false);
});
