import fc from 'fast-check';
import { contact, inputOf, textInput } from '../../../../test/support/message-input.js';
import { renderMessage } from './render.js';
import type { MessageInput } from './values.js';

type Given = Partial<Omit<MessageInput, 'campaign'>>;

const rendered = (input: MessageInput) => {
  const result = renderMessage(input);
  if (!result.ok) throw new Error(`${result.detail} (${result.cause})`);
  return result;
};
const textOf = (text: string, given: Given = {}) => rendered(textInput(text, given)).content.text;
const missingOf = (text: string, given: Given = {}) => {
  const result = renderMessage(textInput(text, given));
  return result.ok ? [] : result.missing;
};

describe('what a template can say', () => {
  it('are the contact, the goal, the campaign, the run, the sections and the recipient’s own link', () => {
    const text =
      '{{ contact.name }}, {{ contact.email }}, {{ contact.externalId }}, {{ contact.timeZone }}, ' +
      '{{ contact.attributes.plan }}, {{ contact.attributes.address.city }}: {{ goal.name }}; {{ goal.statement }}; ' +
      '{{ campaign.name }}; {{ vars.code }}; {{ instructions.opening }} {{ unsubscribe_url }}';
    expect(textOf(text, { variables: { code: 42 }, unsubscribeUrl: 'https://x.example/u/1' })).toBe(
      'Ada Lovelace, ada@example.com, crm-7, Europe/London, pro, London: Win back; Have lapsed customers book a call; ' +
        'Autumn win-back; 42; Hello Ada, https://x.example/u/1',
    );
  });

  it('is a bare name for what the run passed, else the contact’s attribute, else the campaign’s default', () => {
    const text = '{{ first_name }}';
    expect(textOf(text, { variables: { first_name: 'Run' } })).toBe('Run');
    expect(textOf(text)).toBe('Ada');
    expect(textOf(text, { contact: { ...contact, attributes: {} } })).toBe('friend');
    expect(textOf(text, { contact: { ...contact, attributes: { first_name: null } } })).toBe('friend');
    expect(textOf(text, { variables: { first_name: null } })).toBe('Ada');
    expect(textOf('{{ greeting }}')).toBe('Dear');
  });

  it('is not overridden by an attribute of the same name as one of its roots', () => {
    const attributes = { contact: 'x', goal: 'x', instructions: 'x', vars: 'x' };
    expect(textOf('{{ contact.name }}/{{ goal.name }}', { contact: { ...contact, attributes } })).toBe(
      'Ada Lovelace/Win back',
    );
  });

  it('has each section rendered before it is taken in, and only where it is reached', () => {
    const sections = { opening: 'Hi {{ first_name }}', vip: 'Dear {{ title }}' };
    const template = {
      text: '{% if plan == "gold" %}{{ instructions.vip }}{% else %}{{ instructions.opening }}{% endif %}',
    };
    const input = inputOf({ template, instructions: { prose: '', sections } });
    expect(rendered(input).content.text).toBe('Hi Ada');
    expect(renderMessage({ ...input, variables: { plan: 'gold' } })).toMatchObject({ ok: false, missing: ['title'] });
  });

  it('changes with the sections: editing the instructions edits the message', () => {
    const text = (opening: string) =>
      rendered(inputOf({ instructions: { prose: '', sections: { opening } } })).content.text;
    expect(text('Good morning {{ first_name }}')).toBe('Good morning Ada');
    expect(text('Good evening {{ first_name }}')).toBe('Good evening Ada');
  });
});

describe('the variables of a message', () => {
  it('are kept with their value and their origin', () => {
    const text =
      '{{ first_name }}{{ greeting }}{{ code }}{{ vars.code }}{{ contact.name }}{{ contact.email }}' +
      '{{ contact.attributes.plan }}{{ goal.name }}{{ campaign.name }}{{ unsubscribe_url }}{{ instructions.opening }}';
    expect(
      rendered(textInput(text, { variables: { code: 'X1' }, unsubscribeUrl: 'https://u.example' })).variables,
    ).toEqual({
      first_name: { value: 'Ada', origin: 'contact:contacts.csv row 2' },
      greeting: { value: 'Dear', origin: 'default' },
      code: { value: 'X1', origin: 'run' },
      'vars.code': { value: 'X1', origin: 'run' },
      'contact.name': { value: 'Ada Lovelace', origin: 'contact:contacts.csv row 2' },
      'contact.email': { value: 'ada@example.com', origin: 'contact' },
      'contact.attributes.plan': { value: 'pro', origin: 'contact:PUT by crm' },
      'goal.name': { value: 'Win back', origin: 'goal' },
      'campaign.name': { value: 'Autumn win-back', origin: 'campaign' },
      unsubscribe_url: { value: 'https://u.example', origin: 'service' },
      'instructions.opening': { value: 'Hello Ada,', origin: 'instructions' },
    });
  });

  it('are those of the sections that were taken in, too, and no local ones', () => {
    const { variables } = rendered(
      textInput(
        '{% assign x = plan %}{% for tag in tags %}{{ tag }}{{ forloop.index }}{% endfor %}{{ x }}{{ instructions.opening }}',
      ),
    );
    expect(Object.keys(variables).toSorted()).toEqual(['first_name', 'instructions.opening', 'plan', 'tags']);
  });

  it('are all that was rendered: a name that is computed at the root finds only what is recorded', () => {
    expect(missingOf('{{ [plan] }}', { contact: { ...contact, attributes: { plan: 'secret', secret: 'x' } } })).toEqual(
      ['[plan]'],
    );
    expect(rendered(textInput('{{ contact.attributes[vars.key] }}', { variables: { key: 'plan' } })).variables).toEqual(
      {
        'contact.attributes': { value: expect.objectContaining({ plan: 'pro' }), origin: 'contact' },
        'vars.key': { value: 'plan', origin: 'run' },
      },
    );
  });
});

describe('a variable without a value', () => {
  it('fails the message, and all of them are named at once', () => {
    const text =
      '{{ zeta }}{{ first_name }}{{ alpha | upcase }}{{ plan | append: beta }}{{ contact.locale }}{{ vars.code }}' +
      '{{ contact.attributes.company }}{% for x in list %}{% endfor %}{{ zeta }}{{ address.street.number }}';
    expect(missingOf(text)).toEqual([
      'address.street',
      'alpha',
      'beta',
      'contact.attributes.company',
      'contact.locale',
      'list',
      'vars.code',
      'zeta',
    ]);
  });

  it('in several parts and sections is found in all of them', () => {
    const input = inputOf({
      template: { subject: '{{ a }}', text: '{{ instructions.opening }}{{ b }}', html: '{{ c }}' },
      instructions: { prose: '', sections: { opening: '{{ d }}{{ e }}' } },
    });
    expect(renderMessage(input)).toEqual({
      ok: false,
      missing: ['a', 'b', 'c', 'd', 'e'],
      detail: 'no value for a, b, c, d, e',
    });
  });

  it('may be asked for', () => {
    expect(textOf('{% if title %}{{ title }}{% else %}none{% endif %}')).toBe('none');
    expect(textOf('{{ title | default: "none" }}')).toBe('none');
    expect(textOf('{% unless contact.attributes.company %}private{% endunless %}')).toBe('private');
  });

  it('counts only on the way that is taken', () => {
    expect(missingOf('{% if plan == "free" %}{{ missing }}{% endif %}')).toEqual([]);
  });

  it('is named in the template’s words where the name is computed from data', () => {
    const result = renderMessage(textInput('{{ contact.attributes[contact.name] }}'));
    expect(result).toEqual({
      ok: false,
      missing: ['contact.attributes[contact.name]'],
      detail: 'no value for contact.attributes[contact.name]',
    });
  });

  it('inside a list ends the search without going round for ever', () => {
    const variables = { items: [{ a: 1 }, { b: 2 }] };
    expect(missingOf('{% for item in items %}{{ item.a }}{{ item.b }}{% endfor %}', { variables })).toEqual([
      'item.a',
      'item.b',
    ]);
  });
});

describe('each part', () => {
  const name = `<b>"Ada" & 'Co'</b>`;
  const given = { contact: { ...contact, name } };

  it('is escaped for what it is', () => {
    const { content } = rendered(
      inputOf(
        {
          template: {
            subject: '{{ contact.name }}',
            text: '{{ contact.name }}',
            html: '<p title="{{ contact.name }}">',
          },
        },
        given,
      ),
    );
    expect(content).toEqual({
      subject: name,
      text: name,
      html: '<p title="&lt;b&gt;&#34;Ada&#34; &amp; &#39;Co&#39;&lt;/b&gt;">',
    });
  });

  it('escapes sections as it escapes values, also through echo and cycle', () => {
    const sections = { opening: 'Fish & {{ contact.name }}' };
    const html = '{{ instructions.opening }}|{% echo contact.name %}|{% cycle contact.name %}|{{ contact.name | raw }}';
    const escaped = '&lt;b&gt;&#34;Ada&#34; &amp; &#39;Co&#39;&lt;/b&gt;';
    const { content } = rendered(inputOf({ template: { html }, instructions: { prose: '', sections } }, given));
    expect(content.html).toBe(`Fish &amp; ${escaped}|${escaped}|${escaped}|${name}`);
  });

  it('keeps a section’s lines in html when it says so', () => {
    const sections = { opening: 'a <\nb' };
    const html = '{{ instructions.opening | escape | newline_to_br | raw }}';
    expect(rendered(inputOf({ template: { html }, instructions: { prose: '', sections } })).content.html).toBe(
      'a &lt;<br />\nb',
    );
  });

  it('of a subject is one line, whatever the data hold', () => {
    const hostile = fc.constantFrom(
      'a',
      ' ',
      '\r',
      '\n',
      '\t',
      '\0',
      '\u0085',
      '\u2028',
      '\ud800',
      '\udc00',
      '😀',
      ':',
    );
    fc.assert(
      fc.property(fc.string({ unit: hostile }), (value) => {
        const template = { subject: 'Re: {{ contact.name }}!', text: '' };
        const result = renderMessage(
          inputOf({ template }, { contact: { ...contact, name: `x\r\nBcc: y@z.example${value}` } }),
        );
        const subject = result.ok ? result.content.subject : undefined;
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(subject).toMatch(/^Re: x Bcc: y@z\.example.*!$/);
      }),
    );
  });

  it('of a subject has a limit', () => {
    const result = renderMessage(
      inputOf({ template: { subject: '{{ vars.x }}', text: '' } }, { variables: { x: 'a'.repeat(999) } }),
    );
    expect(result).toMatchObject({ ok: false, missing: [], detail: expect.stringContaining('998') });
  });

  it('holds nothing that a database or mail cannot take', () => {
    expect(
      textOf('{{ vars.x }}\t\r\n{{ "AA==" | base64_decode }}.', { variables: { x: 'a\0b\u0007\ud800c\u{1f600}' } }),
    ).toBe('ab\ufffdc\u{1f600}\t\r\n.');
  });

  it('is left out when the channel does not send it', () => {
    const template = { subject: 's', text: 't', html: 'h', body: '{}' };
    expect(rendered(inputOf({ template })).content).toEqual({ subject: 's', text: 't', html: 'h' });
    expect(rendered(inputOf({ template, channel: 'http' })).content).toEqual({ body: '{}' });
    expect(rendered(inputOf({ template, channel: 'noop' })).content).toEqual(template);
  });
});

describe('the body of an http message', () => {
  const bodyOf = (body: string, given: Given = {}) =>
    renderMessage(inputOf({ channel: 'http', template: { body } }, given));

  it('is JSON, whatever the data hold', () => {
    const body =
      '{"name": "Dear {{ contact.name }}", "plan": {{ vars.x | json }}, "all": {{ contact.attributes | json }}}';
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue(), (name, value) => {
        const x = JSON.parse(JSON.stringify([value]));
        const result = bodyOf(body, { contact: { ...contact, name: `"${name}` }, variables: { x } });
        expect(result.ok && JSON.parse(result.content.body ?? '')).toMatchObject({ name: `Dear "${name}`, plan: x });
      }),
    );
  });

  it('fails when it is not, and says so without the data', () => {
    const result = bodyOf('{"name": {{ contact.name }}}');
    expect(result).toMatchObject({
      ok: false,
      missing: [],
      detail: 'body: it is not JSON; write whole values with the filter json',
    });
    expect(JSON.stringify(result)).not.toContain('Ada');
  });
});

describe('rendering', () => {
  it('gives the same for the same, and changes nothing it is given', () => {
    const text =
      '{{ vars.list | sort | join: "," }}{% for x in vars.list %}{% cycle "a", "b" %}{% endfor %}{{ vars.day | date: "%A %H:%M %Z" }}' +
      '{% assign more = vars.list | push: 9 %}{{ more | size }}{{ instructions.opening }}';
    fc.assert(
      fc.property(fc.array(fc.integer()), (list) => {
        const input = textInput(text, { variables: { list, day: '2026-11-22 09:30' } });
        const before = JSON.stringify(input);
        const first = renderMessage(input);
        expect(renderMessage(input)).toEqual(first);
        expect(first.ok).toBe(true);
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });

  it('knows no clock, zone or language of the machine', () => {
    expect(textOf('{{ "2026-11-22T23:30:00" | date: "%A, %-d %B %Y %H:%M" }}')).toBe('Sunday, 22 November 2026 23:30');
    expect(textOf('{{ "2026-11-22T23:30:00Z" | date: "%H:%M", "Asia/Tokyo" }}')).toBe('08:30');
    expect(textOf('{{ 0 | date: "%Y" }}')).toBe('1970');
    for (const value of ['now', 'today', 'tomorrow', 'Nov 22 2026', '2026-13-45']) {
      expect(renderMessage(textInput(`{{ "${value}" | date: "%Y" }}`))).toMatchObject({ ok: false, missing: [] });
    }
  });

  it('writes no object where a person would read it', () => {
    expect(renderMessage(textInput('{{ contact.attributes }}'))).toMatchObject({
      ok: false,
      detail: expect.stringContaining('an object cannot be written'),
    });
    expect(textOf('{{ tags }} {{ address | json }}')).toBe('ab {"city":"London"}');
  });

  it('of a campaign that does not parse says where', () => {
    expect(renderMessage(textInput('a\n {% iff %}'))).toEqual({
      ok: false,
      missing: [],
      detail: '/template/text, line 2, column 2: tag "iff" not found',
    });
  });
});
