import { contact, textInput } from '../../../../test/support/message-input.js';
import { renderMessage } from './render.js';
import type { MessageInput } from './values.js';

const render = (text: string, given: Partial<Omit<MessageInput, 'campaign'>> = {}) =>
  renderMessage(textInput(text, given));
const failed = (text: string, given: Partial<Omit<MessageInput, 'campaign'>> = {}) => {
  const result = render(text, given);
  if (result.ok) throw new Error('it was rendered');
  return result;
};
const double = '{% assign x = "aaaaaaaaaa" %}{% for i in (1..60) %}';

describe('a hostile template', () => {
  it.each([
    ['a loop over a huge range', '{% for i in (1..1000000000) %}{% endfor %}'],
    ['a loop in a loop', '{% for i in (1..5000) %}{% for j in (1..5000) %}{% endfor %}{% endfor %}'],
    ['a loop that writes', `{% for i in (1..100000) %}${'x'.repeat(50_000)}{% endfor %}`],
    ['doubling by append', `${double}{% assign x = x | append: x %}{% endfor %}`],
    ['doubling by capture', `${double}{% capture x %}{{ x }}{{ x }}{% endcapture %}{% endfor %}`],
    ['doubling by replace', `${double}{% assign x = x | replace: "a", "aa" %}{% endfor %}`],
    ['doubling a list', '{% assign x = (1..10) %}{% for i in (1..60) %}{% assign x = x | concat: x %}{% endfor %}'],
    ['a search in a loop', '{% for i in (1..10000) %}{% assign x = (1..10000) | has: "size" %}{% endfor %}'],
    [
      'a list as JSON in a loop',
      '{% assign x = (1..9000) %}{% for i in (1..5000) %}{% assign y = x | json %}{% endfor %}',
    ],
    ['padding of a date', '{{ 0 | date: "%999999999Y" }}'],
    ['a join with a long glue', `{% capture g %}${'x'.repeat(50_000)}{% endcapture %}{{ (1..100000) | join: g }}`],
  ])('is stopped: %s', (_, text) => {
    expect(failed(text)).toMatchObject({
      missing: [],
      detail: expect.stringContaining('more work than one message may'),
    });
  });

  it('spends one budget over all its parts', () => {
    const half = '{% for i in (1..40000) %}{% endfor %}';
    expect(render(half).ok).toBe(true);
    expect(failed(half.repeat(3)).detail).toContain('more work');
  });

  it.each([3, 5000])('does not bring the process down by nesting %d deep', (depth) => {
    const text = '{%if plan%}'.repeat(depth) + 'x' + '{%endif%}'.repeat(depth);
    const result = render(text.slice(0, 100_000));
    expect(result.ok).toBe(depth === 3);
  });

  it.each([
    'constructor',
    'contact.constructor',
    'contact.attributes.constructor.constructor',
    'contact.attributes.__proto__',
    'contact.name.constructor',
    '__proto__',
    'toString',
    'instructions.constructor',
    'vars.hasOwnProperty',
    'tags.map',
    'contact.attributes["__defineGetter__"]',
  ])('reaches no prototype by %s', (path) => {
    const result = render(`{{ ${path} }}`);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toMatch(/function|native code/);
  });

  it.each(['include', 'render', 'layout'])('reads no file by %s', (tag) => {
    expect(failed(`{% ${tag} "/etc/passwd" %}`).detail).toContain(`tag "${tag}" is not available`);
  });

  it.each(['sample', 'where_exp: "x", "x"', 'no_such_filter'])('has no filter %s', (filter) => {
    expect(failed(`{{ tags | ${filter} }}`).detail).toContain('undefined filter');
  });

  it('learns nothing from a failure that it could tell the log', () => {
    const secret = 'Ada-secret';
    const given = { contact: { ...contact, name: secret } };
    for (const text of [
      '{{ 0 | date: "%Y", contact.name }}',
      '{{ contact.name | date: "%Y" }}',
      '{{ contact.name | base64_decode }}',
    ]) {
      const { detail, missing } = failed(text, given);
      expect(detail + missing.join('')).not.toContain(secret);
    }
  });

  it('cannot leave anything behind for the next message', () => {
    const text = '{% assign plan = "stolen" %}{% assign list = vars.list | push: 1 %}{{ plan }}';
    const variables = { list: [] };
    expect(render(text, { variables }).ok).toBe(true);
    expect(variables).toEqual({ list: [] });
    expect(render('{{ plan }}')).toMatchObject({ content: { text: 'pro' } });
  });
});
