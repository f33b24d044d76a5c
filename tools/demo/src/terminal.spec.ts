import { Writable } from 'node:stream';

import { openTerminal } from './terminal.js';

test('a reader who has gone away ends nothing', async () => {
  const pipe = new Writable({ write: (_chunk, _encoding, done) => done(new Error('write EPIPE')) });
  const closed = new Promise((resolve) => void pipe.once('close', resolve));
  const terminal = openTerminal(pipe);
  terminal.line('one');
  await closed;
  terminal.line('two');
  terminal.progress('three');
  expect(pipe.errored?.message).toBe('write EPIPE');
});
