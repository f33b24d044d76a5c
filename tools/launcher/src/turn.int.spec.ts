import { freePort } from '../../postgres/src/free-port.js';
import { takeTurn } from './turn.js';

test('one start at a time has the turn, and the next gets it when it is given back', async () => {
  const port = await freePort(0);
  const order: string[] = [];
  const giveBack = await takeTurn(() => false, port);
  const second = takeTurn(() => false, port).then((give) => {
    order.push('second has it');
    give();
  });
  await takeTurn(() => true, port); // somebody who is being stopped does not wait
  order.push('first gives it back');
  giveBack();
  await second;
  expect(order).toEqual(['first gives it back', 'second has it']);
});
