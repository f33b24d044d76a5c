import type { RunStatus } from '#domain/run/lifecycle.js';
import { isFinal, runStatuses } from '#domain/run/lifecycle.js';
import type { Ledger } from '#domain/run/messages.js';
import type { Read } from '../checker/history.js';
import type { RecordingClient } from './recording-client.js';
import { itemsOf, type Scene } from './scene.js';

/** One look at a run, by id or in the list, noted down as this client's. */
export const observe = async (client: RecordingClient, scene: Scene): Promise<void> => {
  const { runs, recording } = scene;
  if (runs.length === 0) return;
  if (client.chance.one(3)) {
    const page = await client.read('/v1/runs?limit=50');
    recording.reads.push(...itemsOf(page).flatMap((item) => readOf(client.name, 'list', item)));
    return;
  }
  const open = runs.filter((id) => !isFinal(scene.statuses.get(id) ?? 'queued'));
  await lookAt(client, scene, client.chance.pick(open.length > 0 ? open : runs));
};

export const lookAt = async (client: RecordingClient, scene: Scene, runId: string): Promise<Read | null> => {
  const [read] = readOf(client.name, 'run', await client.read(`/v1/runs/${runId}`));
  if (read === undefined) return null;
  scene.recording.reads.push(read);
  scene.statuses.set(runId, read.status);
  return read;
};

const readOf = (client: string, from: Read['from'], shown: unknown): readonly Read[] => {
  if (typeof shown !== 'object' || shown === null) return [];
  const { id, status, revision, ledger } = Object.fromEntries(Object.entries(shown));
  if (typeof id !== 'string' || typeof revision !== 'number' || !isStatus(status)) return [];
  return [{ client, at: Date.now(), from, runId: id, status, revision, ledger: ledger as Ledger }];
};

const isStatus = (value: unknown): value is RunStatus => runStatuses.some((status) => status === value);
