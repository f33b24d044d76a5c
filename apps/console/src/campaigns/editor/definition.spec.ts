import { asDefinition, pointerOf, renamed, withMember } from './definition.js';

const definition = {
  name: 'Spring',
  channel: 'http',
  goal: 'g',
  segment: null,
  sender: null,
  instructions: { prose: 'Short', sections: { ask: 'Coming?' } },
  template: { body: '{}' },
  writer: 'template',
  reviewer: null,
  responseBehaviour: 'stop',
  defaults: { plan: { name: 'gold' } },
  limits: { maxRecipients: 5 },
  onUnknown: 'resend',
};

it('takes up what was kept as it was', () => {
  expect(asDefinition(definition)).toEqual(definition);
});

it('goes on from what is half there, or not what it should be', () => {
  const begun = asDefinition({ name: 'Spring', instructions: 'none', template: null, limits: [], somebody: 'else' });
  expect(begun).toMatchObject({
    name: 'Spring',
    channel: 'email',
    instructions: { prose: '', sections: {} },
    limits: {},
  });
  expect(begun).not.toHaveProperty('somebody');
  expect(asDefinition('nothing')).toMatchObject({ name: '', template: {} });
});

it('names a section anew without moving it, and leaves out what says nothing', () => {
  expect(Object.entries(renamed({ a: 1, b: 2, c: 3 }, 'b', 'x'))).toEqual([
    ['a', 1],
    ['x', 2],
    ['c', 3],
  ]);
  expect(withMember({ a: 1, b: 2 }, 'b', undefined)).toEqual({ a: 1 });
  expect(pointerOf('defaults', 'a/b~c')).toBe('/defaults/a~1b~0c');
});
