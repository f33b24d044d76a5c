import { byArea } from './areas.js';

it('groups differences as people speak of them, in the order of the editor', () => {
  const paths = ['/onUnknown', '/instructions/sections/terms', '/template/subject', '/goal', '/segment'];
  expect(
    byArea(paths.map((path) => ({ path }))).map(({ area, differences }) => [area, differences.map(({ path }) => path)]),
  ).toEqual([
    ['Audience', ['/segment']],
    ['Content', ['/template/subject']],
    ['Instructions', ['/instructions/sections/terms']],
    ['Goal', ['/goal']],
    ['Settings', ['/onUnknown']],
  ]);
});
