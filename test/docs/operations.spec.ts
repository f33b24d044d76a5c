import { readdirSync, readFileSync } from 'node:fs';
import { fields } from '#platform/config/config.js';
import { roles } from '#platform/access/roles.js';
import { readPage, tableUnder } from './page.js';

const page = readPage('docs/operations.md');

/** Every metric of our own, with its help, as the API declares them. */
const declaredMetrics = (): readonly string[] => {
  const folder = 'apps/api/src/metrics';
  const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  return [
    ...new Set(sources.flatMap((source) => [...source.matchAll(/'(sortie_\w+)'/g)].map(([, name = '']) => name))),
  ];
};

describe('docs/operations.md', () => {
  it('lists every setting as the code has it', () => {
    const expected = Object.values(fields).map((field) => [
      field.variable,
      'fallback' in field ? field.fallback || 'none' : 'required',
      field.meaning.replaceAll('`', ''),
    ]);
    expect(tableUnder(page, 'Settings')).toEqual(expected);
  });

  it('lists every metric of the code, and no other', () => {
    const listed = tableUnder(page, 'Health and metrics').map(([name]) => name);
    expect(new Set(listed)).toEqual(new Set(declaredMetrics()));
  });

  it('says of each role what it may do', () => {
    const listed = tableUnder(page, 'Roles and keys').map(([role]) => role);
    expect(new Set(listed)).toEqual(new Set(roles));
  });
});
