import { freePort } from '../../postgres/src/free-port.js';
import { takeTurn } from './turn.js';

test('one start at a time has the turn, and the next gets it when it is given back', async () => {
  const port = await freePort(0);
  const order: string[] = [];
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const giveBack = await takeTurn(() => false, say, port);
  const second = takeTurn(() => false, say, port).then((give) => {
    order.push('second has it');
    give();
  });
  await takeTurn(
    () => true,
    () => undefined,
    port,
  ); // somebody who is being stopped does not wait
  order.push('first gives it back');
  giveBack();
  await second;
  expect(order).toEqual(['first gives it back', 'second has it']);
  expect(said).toEqual([expect.stringContaining(`another program has port ${port}`)]);
});
