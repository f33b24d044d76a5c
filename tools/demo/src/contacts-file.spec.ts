import { readFileSync } from 'node:fs';
import { contactRows, contactsFile } from './contacts-file.js';

const text = contactsFile();

it('is the committed file: after a change run dist/tools/demo/src/make-contacts.js', () => {
  // Compared as a boolean: a difference would print megabytes.
  expect(readFileSync('examples/contacts.csv', 'utf8') === text).toBe(true);
});

it('names nobody who could exist', () => {
  const domains = text.match(/@[\p{L}\p{N}.-]+/gu)?.map((domain) => domain.toLowerCase()) ?? [];
  expect(domains.length).toBeGreaterThan(4_500);
  const reserved = /^@(example\.(com|org|net)|\p{L}+\.test|b|test)$/u;
  expect([...new Set(domains)].filter((domain) => !reserved.test(domain))).toEqual([]);
});

it('begins as spreadsheets begin a file, and has cells with line breaks', () => {
  expect(text.startsWith('\ufeffID,E-Mail,')).toBe(true);
  const breaks = text.split('\r\n').length - 1;
  expect(breaks).toBe(contactRows + 1);
  expect(text.split('\n').length - 1).toBeGreaterThan(breaks);
});
