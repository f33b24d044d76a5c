import { campaignDefinition } from '../testing/definition-fixtures.js';
import { told } from '../testing/told.js';
import { testZones } from '../testing/zone-fixtures.js';
import { faultsOfCampaign, largestCampaign, mostSections } from './faults.js';
import type { CampaignDefinition } from './messages.js';

const of = (changes: Partial<CampaignDefinition>) => faultsOfCampaign({ ...campaignDefinition, ...changes }, testZones);
const faults = (changes: Partial<CampaignDefinition>) => told(of(changes));
const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, '']));
const sections = (texts: { [name: string]: string }) => ({ instructions: { prose: '', sections: texts } });

describe('a campaign may have', () => {
  it('fifty sections, and no more', () => {
    expect(faults(sections(named(mostSections)))).toEqual([]);
    expect(faults(sections(named(mostSections + 1)))).toEqual(['/instructions/sections too-many']);
  });

  it('two hundred defaults, and no more, each for a variable that a template can ask for', () => {
    expect(faults({ defaults: named(200) })).toEqual([]);
    expect(faults({ defaults: named(201) })).toEqual(['/defaults too-many']);
    expect(faults({ defaults: { 'a b': 1 } })).toEqual(['/defaults/a b not-a-name']);
    expect(faults({ defaults: { contact: 1 } })).toEqual(['/defaults/contact reserved-name']);
  });

  it('one of the channels there are, and instructions that are texts', () => {
    const foreign: Partial<CampaignDefinition> = JSON.parse(
      '{"channel": "fax", "instructions": {"prose": "", "sections": {"opening": 1}}}',
    );
    expect(faults(foreign)).toEqual(['/channel unknown-word', '/instructions/sections/opening wrong-type']);
    expect(of(foreign)[0]?.detail).toBe('must be one of email, http, noop');
  });

  it.each([1, 10_000_000])('a limit of %d recipients', (maxRecipients) => {
    expect(faults({ limits: { maxRecipients } })).toEqual([]);
  });

  it('no limit of recipients at all', () => {
    expect(faults({ limits: {} })).toEqual([]);
  });

  it.each([0, -1, 1.5, 2 ** 53])('no limit of %d recipients', (maxRecipients) => {
    expect(faults({ limits: { maxRecipients } })).toEqual(['/limits/maxRecipients out-of-range']);
  });

  it.each([1, 1_000])('%d runs at a time', (concurrentRuns) => {
    expect(faults({ limits: { concurrentRuns } })).toEqual([]);
  });

  it.each([0, 1_001, 1.5])('not %d runs at a time', (concurrentRuns) => {
    expect(faults({ limits: { concurrentRuns } })).toEqual(['/limits/concurrentRuns out-of-range']);
  });

  it.each([1, 366 * 86_400])('%d seconds to start a run', (startWithinSeconds) => {
    expect(faults({ limits: { startWithinSeconds } })).toEqual([]);
  });

  it.each([0, 1.5, 366 * 86_400 + 1])('not %d seconds to start a run', (startWithinSeconds) => {
    expect(faults({ limits: { startWithinSeconds } })).toEqual(['/limits/startWithinSeconds out-of-range']);
  });

  it('quiet hours, and is told what is wrong with them', () => {
    const quiet = (from: string): Partial<CampaignDefinition> => ({
      limits: { quietHours: { windows: [{ from, to: '08:00' }], policy: 'hold' } },
    });
    expect(faults(quiet('21:00'))).toEqual([]);
    expect(faults(quiet('25:00'))).toEqual(['/limits/quietHours/windows/0/from not-a-time']);
  });

  it('as many bytes as one event holds, counted over all of its texts', () => {
    const long = 'x'.repeat(99_000);
    const named = { a: long, b: long, c: long, d: long };
    const rest = largestCampaign - Buffer.byteLength(JSON.stringify(['', named, '', '', '', '', {}]));
    const filled = (length: number) => ({
      ...sections(named),
      template: { text: 'x'.repeat(length - 3), subject: 'x', html: 'x', body: 'x' },
      defaults: {},
    });
    expect(faults(filled(rest))).toEqual([]);
    expect(faults(filled(rest + 1))).toEqual([' too-long']);
    const alone = { ...filled(rest), template: { text: 'x'.repeat(rest) } };
    expect(faults(alone)).toEqual([]);
    expect(faults({ ...alone, template: { text: 'x'.repeat(rest + 1) } })).toEqual([' too-long']);
  });
});
