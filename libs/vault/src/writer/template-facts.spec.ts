import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { largestCode } from './compile.js';
import { campaign } from '../../../../test/support/message-input.js';
import { parseTemplate, variablesOf } from './template-facts.js';

const faults = (changes: Partial<CampaignDefinition>) => parseTemplate({ ...campaign, ...changes });
const inText = (text: string) => faults({ template: { text } })[0];

describe('the faults of a template', () => {
  it('are none for a good one', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ template: {} })).toEqual([]);
  });

  it('are told for every text at once, with line and column', () => {
    const found = faults({
      template: { subject: '{{ a', text: 'x\ny {{ b | nope }}', html: '{% if a %}', body: '{{ a | raw }}' },
      instructions: { prose: '', sections: { 'a/b': '\n\n  {% endfor %}' } },
    });
    expect(found.map(({ pointer, code, line, column }) => [pointer, code, line, column])).toEqual([
      ['/template/subject', 'template-syntax', 1, 1],
      ['/template/text', 'template-syntax', 2, 3],
      ['/template/html', 'template-syntax', 1, 1],
      ['/template/body', 'template-syntax', 1, 1],
      ['/instructions/sections/a~1b', 'template-syntax', 3, 3],
    ]);
    expect(found[1]?.detail).toBe('undefined filter: nope');
  });

  it.each([
    ['{{ instructions.closing }}', 'unknown-section'],
    ['{{ contact.firstName }}', 'unknown-member'],
    ['{{ goal.target }}', 'unknown-member'],
    ['{{ campaign.channel }}', 'unknown-member'],
    ['{% include "x" %}', 'template-syntax'],
    ['{% increment x %}', 'template-syntax'],
    ['{{ tags | sample }}', 'template-syntax'],
    [`{{ ${'a'.repeat(largestCode)} }}`, 'too-much-code'],
    ['{{ a }}'.repeat(largestCode / 7 + 1), 'too-much-code'],
    ['{%if a%}'.repeat(2400), 'template-syntax'],
    ['x'.repeat(100_001), 'template-syntax'],
  ])('in %.40s are %s', (text, code) => {
    expect(inText(text)).toMatchObject({ code, pointer: '/template/text', line: expect.any(Number) });
  });

  it('are told where a section takes in another one', () => {
    const sections = { opening: 'x\n{{ instructions.other }}', other: '' };
    expect(faults({ instructions: { prose: '', sections } })).toEqual([
      {
        pointer: '/instructions/sections/opening',
        code: 'section-in-section',
        detail: 'a section cannot take in sections',
        line: 2,
        column: 4,
      },
    ]);
  });

  it('are found in time, however a text is made to be slow', () => {
    const brackets = ['{{', '{%', '{% raw %}', '{{ a', '{%#\n', '|', '{{a|b:"'];
    for (const bracket of brackets) {
      expect(faults({ template: { text: bracket.repeat(100_000 / bracket.length) } }).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('the variables of a template', () => {
  it('are listed without rendering, those of the used sections with them', () => {
    expect(
      variablesOf({
        ...campaign,
        template: {
          subject: '{{ greeting }}',
          text: '{% if plan %}{{ contact.attributes.plan.name }}{% endif %}{{ vars.code }}{{ instructions.opening }}',
          body: '{{ unsent }}',
        },
        instructions: { prose: '', sections: { opening: '{{ first_name }}', closing: '{{ unused }}' } },
      }),
    ).toEqual({
      variables: ['contact.attributes.plan', 'first_name', 'greeting', 'instructions.opening', 'plan', 'vars.code'],
      usedSections: ['opening'],
      unusedSections: ['closing'],
    });
  });

  it('count every section as used when the name is computed', () => {
    const sections = { a: '', b: '' };
    const template = { text: '{{ instructions[plan] }}' };
    expect(variablesOf({ ...campaign, template, instructions: { prose: '', sections } }).unusedSections).toEqual([]);
  });

  it('count a section as unused that only a part takes in which the channel does not send', () => {
    expect(variablesOf({ ...campaign, channel: 'http' }).unusedSections).toEqual(['opening']);
  });
});
