import type { Problem } from '#client/client.js';
import { problemText } from './problem.js';

const problem: Problem = {
  type: '/problems/invalid-request',
  title: 'The request is not valid',
  status: 400,
  detail: '2 faults',
  instance: 'urn:sortie:request:1',
};

test('every fault is told with its place', () => {
  const errors = [
    { pointer: '/template/text', detail: 'does not parse', line: 3, column: 7 },
    { parameter: 'limit', detail: 'must not be greater than 200' },
    { header: 'If-Match', detail: 'is missing' },
    { pointer: '', detail: 'must be an object' },
  ];
  expect(problemText({ ...problem, errors })).toBe(
    'The request is not valid: 2 faults\n' +
      '  /template/text: does not parse (line 3, column 7)\n' +
      '  limit: must not be greater than 200\n' +
      '  If-Match: is missing\n' +
      '  must be an object\n',
  );
});

test('reasons of a preflight and allowed actions are told too', () => {
  const reasons = [
    { code: 'no-goal', severity: 'blocks', pointer: '/goal', detail: 'the campaign has no goal' },
    { code: 'section-unused', severity: 'warns', detail: 'nobody uses it' },
  ];
  const allowedActions = [
    { action: 'cancel', allowed: true },
    { action: 'pause', allowed: false, because: 'not while it is scheduled' },
  ];
  expect(problemText(JSON.parse(JSON.stringify({ ...problem, reasons, allowedActions })))).toBe(
    'The request is not valid: 2 faults\n' +
      '  /goal: the campaign has no goal\n' +
      '  warning: nobody uses it\n' +
      '  allowed now: cancel\n',
  );
});
