import { contact, textInput } from '../../../../test/support/message-input.js';
import { tryRendering } from './rendering.js';

test('messages that take long leave other requests their turn between two of them', async () => {
  let others = 0;
  let done = false;
  const other = (): void => {
    others += 1;
    if (!done) setImmediate(other);
  };
  setImmediate(other);
  // Twenty of these take longer than several turns, and none of them fails.
  const input = textInput(
    '{% assign a = "c,b,a" | split: "," %}{% for i in (1..20000) %}{% assign b = a %}{% endfor %}',
  );
  const tried = await tryRendering(
    input,
    Array.from({ length: 20 }, () => contact),
  );
  done = true;
  expect(tried).toMatchObject({ checked: 20, failures: [] });
  expect(others).toBeGreaterThan(1);
});
