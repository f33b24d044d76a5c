import { fields } from '#platform/config/config.js';
import { roles } from '#platform/access/roles.js';
import { metricNames } from '../../apps/api/src/metrics/metrics.js';
import { readPage, tableUnder } from './page.js';

const page = readPage('docs/operations.md');

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
    expect(new Set(listed)).toEqual(new Set(metricNames));
  });

  it('says of each role what it may do', () => {
    const listed = tableUnder(page, 'Roles and keys').map(([role]) => role);
    expect(new Set(listed)).toEqual(new Set(roles));
  });
});
