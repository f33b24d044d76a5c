import { Alarm } from './alarm.js';

/** Longer than a test may last. */
const forEver = 2 ** 31 - 1;

it('wakes for whoever rings, before the sleep as well as during it, once', async () => {
  const alarm = new Alarm(new AbortController().signal);
  alarm.wake();
  await alarm.sleep(forEver);
  const asleep = alarm.sleep(forEver);
  alarm.wake();
  await asleep;
  const began = performance.now();
  await alarm.sleep(20);
  expect(performance.now() - began).toBeGreaterThan(15);
});

it('does not outlast its owner, and leaves nothing behind with it', async () => {
  const over = new AbortController();
  const any = jest.spyOn(AbortSignal, 'any');
  const alarm = new Alarm(over.signal);
  for (let sleeps = 0; sleeps < 5; sleeps += 1) await alarm.sleep(1);
  expect(any).not.toHaveBeenCalled();
  const asleep = alarm.sleep(forEver);
  over.abort();
  await asleep;
});
