import { SMTPServer } from 'smtp-server';
import { serveParent } from '../side-by-side/child.js';

/** Takes every mail and keeps nothing but who got one. */
let count = 0;
const recipients = new Set<string>();

const server = new SMTPServer({
  authOptional: true,
  disableReverseLookup: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, session, done) => {
    stream.resume();
    stream.once('end', () => {
      count += 1;
      for (const { address } of session.envelope.rcptTo) recipients.add(address);
      done(null, `2.0.0 Ok: queued as ${count}`);
    });
  },
});
server.on('error', () => undefined); // a client that goes away
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the sink has no port');
  serveParent(address.port, () => ({ count, different: recipients.size }));
});
