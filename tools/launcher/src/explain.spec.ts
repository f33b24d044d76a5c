import { AlreadyRunning } from './database.js';
import { explain } from './explain.js';
import { WrongSettings } from './launcher.js';

test.each([
  [new WrongSettings(['PORT is no number', 'HOST is empty']), /wrong:\n {2}- PORT is no number\n {2}- HOST is empty/],
  [new AlreadyRunning('Sortie already runs on /data'), /^Sortie already runs on \/data: http:\/\/127\.0\.0\.1:3000$/],
  [new Error('no port'), /^Sortie could not start: no port$/],
  [
    new Error('migration vault 0002 failed', { cause: new Error('could not extend file: No space left on device') }),
    /migration vault 0002 failed \(Error: could not extend file: No space left on device\)$/,
  ],
])('%s', (error, told) => {
  expect(explain(error, 'http://127.0.0.1:3000')).toMatch(told);
});

test('a start that has not yet said where it is, is starting', () => {
  expect(explain(new AlreadyRunning('Sortie already runs on /data'), undefined)).toMatch(/: it is starting$/);
});
