import { listed, startBody, type StartWanted } from './start-request.js';

const wanted: StartWanted = { at: null, follow: 'pinned', contacts: [], reason: '', addresses: null };

it('reads ids and addresses however they are listed, each once', () => {
  expect(listed(' ann, bob\n\tcarl;ann ')).toEqual(['ann', 'bob', 'carl']);
  expect(listed('  ')).toEqual([]);
});

it('asks for nothing but what somebody has chosen', () => {
  expect(startBody(wanted)).toEqual({});
  expect(startBody({ ...wanted, contacts: ['ann'], reason: 'Autumn' })).toEqual({
    contacts: ['ann'],
    reason: 'Autumn',
  });
});

it('follows the newest version only when there is time for another one', () => {
  expect(startBody({ ...wanted, follow: 'latest' })).toEqual({});
  const at = { local: '2026-12-01T09:00', timeZone: 'Europe/Berlin' };
  expect(startBody({ ...wanted, at, follow: 'latest' })).toEqual({ startAt: at, follow: 'latest' });
});

it('sends a test to the addresses alone', () => {
  expect(startBody({ ...wanted, addresses: ['me@shop.example'] })).toEqual({
    test: true,
    addresses: ['me@shop.example'],
  });
});
