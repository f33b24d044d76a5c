// The double as a process: `node main.js [--nodes 1|3] [--ports a,b,c] [--advertise a,b,c] [--folder F] [--version V]
// [--first-position P] [--with-parent]`. Prints one line of JSON, { url, ports, control, pid }, when it serves.
import { parseArgs } from 'node:util';

import { Cluster } from './cluster.js';
import { startControl } from './control.js';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '1' },
    ports: { type: 'string' },
    advertise: { type: 'string' },
    folder: { type: 'string' },
    // The oldest release that is supported has the strictest limits.
    version: { type: 'string', default: '24.10.5' },
    'first-position': { type: 'string', default: '0' },
    /** Ends when its standard input does, that is with the process that started it. */
    'with-parent': { type: 'boolean', default: false },
  },
});

const cluster = new Cluster({
  ports: values.ports?.split(',').map(Number) ?? Array.from({ length: Number(values.nodes) }, () => 0),
  advertise: values.advertise?.split(',').map(Number) ?? [],
  folder: values.folder,
  version: values.version,
  firstPosition: BigInt(values['first-position']),
});
await cluster.start();
const control = await startControl(cluster);

const stop = async (): Promise<void> => {
  await cluster.stop();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
if (values['with-parent']) process.stdin.resume().once('end', () => process.exit(0));

const ports = cluster.nodes.map(({ port }) => port);
const url = `esdb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}?tls=false`;
process.stdout.write(`${JSON.stringify({ url, ports, control, pid: process.pid })}\n`);
