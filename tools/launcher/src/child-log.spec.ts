import { mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ChildLog, isAlarming, readLogLine } from './child-log.js';

test.each([
  ['{"level":30,"msg":"worker ready"}', { level: 30, msg: 'worker ready' }, false],
  ['{"level":50,"msg":"the feed broke"}', { level: 50, msg: 'the feed broke' }, true],
  ['Error: out of memory', { level: 40, msg: 'Error: out of memory' }, true],
  ['{"level":30}', { level: 40, msg: '{"level":30}' }, true],
])('%s', (text, line, alarming) => {
  expect(readLogLine(text)).toEqual(line);
  expect(isAlarming(readLogLine(text))).toBe(alarming);
});

test('a log keeps its latest lines at hand and never grows past two files of 10 MB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sortie-log-'));
  const log = new ChildLog(folder, 'api', (trouble) => expect(trouble).toBe(''));
  const line = 'x'.repeat(1024 * 1024);
  for (let count = 0; count < 25; count += 1) log.write(line);
  log.write('the last');
  expect(log.tail).toHaveLength(20);
  expect(log.tail.at(-1)).toBe('the last');
  expect(readFileSync(log.file, 'utf8').endsWith('the last\n')).toBe(true);
  for (const file of [log.file, `${log.file}.1`]) expect(statSync(file).size).toBeLessThan(12 * 1024 * 1024);
  rmSync(folder, { recursive: true });
});

test('a log that cannot be written ends nothing, and that is told once until it is over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sortie-log-'));
  const file = join(folder, 'api.log');
  const troubles: string[] = [];
  mkdirSync(file); // as good as a full disk
  const log = new ChildLog(folder, 'api', (trouble) => troubles.push(trouble));
  log.write('one');
  log.write('two');
  expect(log.tail).toEqual(['one', 'two']);
  expect(troubles).toEqual([expect.stringMatching(/api\.log cannot be written.*EISDIR/)]);
  rmdirSync(file);
  log.write('three');
  expect(readFileSync(file, 'utf8')).toBe('three\n');
  rmSync(file);
  mkdirSync(file);
  log.write('four');
  expect(troubles).toHaveLength(2);
  rmSync(folder, { recursive: true });
});
