import fc from 'fast-check';
import type { TemplatePart } from '#domain/campaign/channel-needs.js';
import { compileCampaign, type CompiledText } from './compile.js';
import { newBudget, renderText } from './render-text.js';
import { inputOf } from '../../../../test/support/message-input.js';

/** Undefined when it does not parse. */
const textOf = (text: string, part: TemplatePart = 'text'): CompiledText | undefined =>
  compileCampaign(inputOf({ template: { [part]: text } }).campaign.definition).parts[part];

/** What came of it, and what is left of a budget of which some was spent before. */
const outcome = (text: CompiledText, scope: object, spent: number) => {
  const budget = newBudget();
  budget.memoryLimit.use(spent);
  const left = (): unknown => Reflect.get(budget.memoryLimit, 'base');
  try {
    return { text: renderText(text, scope, budget, new Set()), left: left() };
  } catch (error) {
    return { error: String(error), left: left() };
  }
};

const piece = fc.oneof(
  fc.constantFrom(' ', '\n', 'word', '{', '}', '"', '<'),
  fc.constantFrom(
    '{{ contact.name }}',
    '{{contact.name-}}',
    '{{ contact["name"] }}',
    '{{ contact.attributes.plan }}',
    '{{ contact.attributes.list.first }}',
    '{{ contact.name.size }}',
    '{{ plan }}',
    '{{ plan.deep }}',
    '{{ vars }}',
    '{{ instructions.opening }}',
    '{{ contact.name | upcase }}',
    '{{ "quoted" }}',
    '{{ true }}',
    '{{ 1 }}',
    '{{ contact[plan] }}',
    '{% if plan %}{{ plan }}{% endif %}',
    '{% assign contact = plan %}',
  ),
);
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(null, undefined, true, false, 0, 1.5, '', [], ['a', 1], {}, { deep: 'x' }, 'name'),
);
const scopes = fc
  .record({ name: value, plan: value, other: value, opening: value })
  .map(({ name, plan, other, opening }) => ({
    contact: { name, attributes: { plan: other, list: [name] } },
    plan,
    vars: other,
    instructions: { opening },
  }));

test.each(['subject', 'text', 'html', 'body'] as const)(
  'the engine and the direct way agree on every %s: the words, the faults, and the work that is left',
  (part) => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
        scopes,
        fc.constantFrom(0, 499_960, 499_980, 500_000),
        (text, scope, spent) => {
          const compiled = textOf(text, part);
          fc.pre(compiled !== undefined);
          expect(outcome(compiled, scope, spent)).toEqual(outcome({ ...compiled, plain: null }, scope, spent));
        },
      ),
      { numRuns: 200 },
    );
  },
);

test('words and names in braces need no engine; tags, filters, computed and made-up names do', () => {
  const isPlain = (text: string, part: TemplatePart = 'text'): boolean => (textOf(text, part)?.plain ?? null) !== null;
  expect(isPlain('Dear {{ contact.name }}, {{ plan }} {{ contact["name"] }}')).toBe(true);
  expect(isPlain('{{ contact.name }}', 'html')).toBe(true);
  for (const text of [
    '{{ plan | upcase }}',
    '{{ contact[plan] }}',
    '{{ plan.size }}',
    '{% if plan %}{% endif %}',
    '{{ 1 }}',
  ])
    expect([text, isPlain(text)]).toEqual([text, false]);
  expect([isPlain('{{ plan | raw }}', 'html'), isPlain('{{ plan | json }}', 'body')]).toEqual([false, false]);
});
