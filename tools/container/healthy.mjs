// `node tools/container/healthy.mjs api|worker`: exit code 0 when the process of this container does its work.
// The API says so itself; a worker is asked for the greeting of its inbound mail, which it gives once it is up.
import { connect } from 'node:net';

const patienceMs = 3_000;
const checks = {
  api: async () => {
    const url = `http://127.0.0.1:${process.env.SORTIE_HTTP_PORT ?? 3000}/health/ready`;
    return (await fetch(url, { signal: AbortSignal.timeout(patienceMs) })).ok;
  },
  worker: () =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(process.env.SORTIE_INBOUND_PORT ?? 2525), '127.0.0.1');
      socket.setTimeout(patienceMs, () => socket.destroy(new Error('no greeting')));
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed without a greeting')));
      socket.once('data', (greeting) => {
        resolve(greeting.toString().startsWith('220'));
        socket.end('QUIT\r\n');
      });
    }),
};

const check = checks[process.argv[2] ?? ''];
if (check === undefined) {
  console.error('usage: node tools/container/healthy.mjs api|worker');
  process.exit(2);
}
const healthy = await check().catch((error) => {
  console.error(String(error));
  return false;
});
process.exit(healthy ? 0 : 1);
