import { safePlace } from './safe-place.js';

const origin = 'https://sortie.example';

it.each(['/runs', '/runs/abc/history?event=3', '/campaigns?name=a%20b#top'])('goes on to %s', (to) => {
  expect(safePlace(to, origin)).toBe(to);
});

it.each([
  undefined,
  '',
  'runs',
  'https://other.example/',
  '//other.example/runs',
  '/\\other.example',
  '/\t/other.example',
  '/\n\\other.example',
  '/.//other.example',
])('leads nowhere else by %j', (to) => {
  expect(safePlace(to, origin)).toBe('/runs');
});
