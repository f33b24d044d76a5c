import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEvent } from '#eventstore/port.js';
import { newId } from '#platform/ids.js';
import type { Work } from '../../../apps/worker/src/queue/work.js';
import { nextRelease } from '../installation/build.js';
import { enqueue } from '../installation/queue.js';
import { idOf } from '../workload/plan.js';
import { type Fault, harm } from './fault.js';

const hourInSeconds = 3_600;

export const rareFaults = {
  'clock-step': {
    lacks: ({ clocks }) => (clocks === null ? 'libfaketime' : null),
    inject: async ({ installation: { clocks, workers, sink }, chance, hold }) => {
      const worker = chance.pick(workers);
      clocks?.step(worker.name, chance.pick([hourInSeconds, -hourInSeconds]));
      // What is put off now is put off by this clock.
      sink.everyone = { answer: 451, at: 'rcpt' };
      await hold(2_000);
      sink.everyone = 'accept';
      await hold(3_000);
      clocks?.step(worker.name, 0);
      return harm(worker.name, 0, true);
    },
  },
  'disk-full': {
    lacks: ({ postgres }) => (postgres.ownDisk ? null : 'the right to mount a small disk'),
    inject: async ({ installation: { postgres, workers }, hold }) => {
      const ballast = join(postgres.folder, 'ballast');
      fill(ballast);
      await hold(3_000);
      rmSync(ballast);
      await postgres.start();
      return harm('postgres', workers.length);
    },
  },
  'poison-event': {
    inject: async ({ scene, client, store }) => {
      const { id } = client.chance.pick(scene.plan.campaigns);
      const startAt = new Date(Date.now() + hourInSeconds * 1_000).toISOString();
      const path = `/v1/campaigns/${id}/runs`;
      const wish = { name: 'schedule-run', method: 'POST', path, body: { startAt }, changes: 'always' } as const;
      const answered = await client.carryThrough(wish);
      if (answered === null || answered.status >= 300) return harm('nothing');
      const stream = `run-${idOf(answered.body)}`;
      const [newest] = await store.readBackwards(stream, 1);
      scene.recording.poisoned.push(stream);
      await store.append(stream, newest?.revision ?? 'none', [ofNoRelease()]);
      return harm(stream);
    },
  },
  'poison-job': {
    inject: async ({ installation, store: { epoch } }) => {
      const works: readonly Work[] = [
        { kind: 'deliver', runId: newId(), batch: 1, cause: 'b0' },
        { kind: 'prepare', runId: newId(), cause: 'r0' },
      ];
      await enqueue(installation, epoch, works);
      // Of a log that is no more: void.
      await enqueue(installation, epoch + 7, works);
      return harm('queue');
    },
  },
  'tls-stripped': {
    lacks: ({ tls }) => (tls ? null : 'openssl, for a mail server with TLS'),
    inject: async ({ installation: { network, workers }, hold }) => {
      const edges = workers.map(({ name }) => network.edge(`${name}>smtp`));
      for (const edge of edges) edge.set({ kind: 'reset' });
      for (const edge of edges) edge.set({ kind: 'strip-tls' });
      await hold(2_500);
      for (const edge of edges) edge.heal();
      return harm('mail server');
    },
  },
  'other-release': {
    inject: async ({ installation: { build, processes, workers, folder }, hold }) => {
      const next = nextRelease(join(folder, 'next-release'), build);
      const [first] = workers;
      // One worker first, beside all others of this release; then everybody back, and then everybody to the next one:
      // what that one has written only it can read.
      await first?.deploy(next);
      await hold(2_000);
      await first?.deploy(build);
      await hold(2_000);
      for (const one of processes) await one.deploy(next);
      return harm('every process');
    },
  },
} satisfies Record<string, Fault>;

const ofNoRelease = (): NewEvent => ({
  id: randomUUID(),
  type: 'RunFrobnicated',
  data: {},
  metadata: {
    $correlationId: 'none',
    $causationId: 'none',
    actor: 'nobody',
    source: 'worker',
    v: 1,
    occurredAt: '2026-01-01T00:00:00.000Z',
  },
});

const mebibyte = Buffer.alloc(1024 * 1024);

/** Until nothing more goes onto the disk. */
const fill = (file: string): void => {
  try {
    for (;;) writeFileSync(file, mebibyte, { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
};
