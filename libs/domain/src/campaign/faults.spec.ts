import { campaignDefinition } from '../testing/definition-fixtures.js';
import { testZones } from '../testing/zone-fixtures.js';
import { faultsOfCampaign, largestText } from './faults.js';
import type { CampaignDefinition } from './messages.js';

const faults = (changes: Partial<CampaignDefinition>) =>
  faultsOfCampaign({ ...campaignDefinition, ...changes }, testZones).map(({ pointer, code }) => `${pointer} ${code}`);
const sections = (named: { [name: string]: string }) => ({ instructions: { prose: '', sections: named } });

describe('the faults of a campaign', () => {
  it('are none for a good one, also while it is half written', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ goal: null, segment: null, sender: null, writer: null, reviewer: null, template: {} })).toEqual([]);
    expect(faults({ instructions: { prose: 'é'.repeat(largestText / 2), sections: {} } })).toEqual([]);
  });

  it('are told all at once, each by its place', () => {
    expect(
      faults({
        name: 'a\nb',
        instructions: { prose: 'x'.repeat(largestText + 1), sections: { 'no good': 'x', ok: 'a\0' } },
        template: { subject: '\ud800' },
        defaults: { contact: 1 },
        limits: { maxRecipients: 0.5 },
      }),
    ).toEqual([
      '/name unsafe-text',
      '/instructions/prose too-long',
      '/instructions/sections/no good not-a-name',
      '/instructions/sections/ok unsafe-text',
      '/template/subject unsafe-text',
      '/defaults/contact reserved-name',
      '/limits/maxRecipients out-of-range',
    ]);
  });

  it.each(['', ' ', 'x'.repeat(201)])('name %j', (name) => {
    expect(faults({ name })).toHaveLength(1);
  });

  it('count sections, and take only names that a template can say', () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`s${index}`, '']));
    expect(faults(sections(many))).toEqual(['/instructions/sections too-many']);
    expect(faults(sections({ opening_line: '', 'call-to-action': '', _x1: '', constructor: '' }))).toEqual([]);
    const proto: { [name: string]: string } = JSON.parse('{"__proto__": "", "1st": "", "a.b": "", "a/b": ""}');
    expect(faults(sections(proto))).toEqual([
      '/instructions/sections/__proto__ not-a-name',
      '/instructions/sections/1st not-a-name',
      '/instructions/sections/a.b not-a-name',
      '/instructions/sections/a~1b not-a-name',
    ]);
  });

  it('count the whole of it, for one event must hold it', () => {
    const long = 'x'.repeat(99_000);
    expect(faults(sections({ a: long, b: long, c: long, d: long, e: long }))).toEqual([' too-long']);
  });
});
