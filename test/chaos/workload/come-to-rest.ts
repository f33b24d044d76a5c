import { isFinal } from '#domain/run/lifecycle.js';
import { subjectOf } from '../checker/entries.js';
import type { Installation } from '../installation/installation.js';
import { untilWell } from '../nemesis/recovery.js';
import { approveRun, setHold } from './actions.js';
import { lookAt } from './observe.js';
import type { RecordingClient } from './recording-client.js';
import { itemsOf, type Scene } from './scene.js';

/** Ends every fault, whatever was going on. */
export const healAll = async (installation: Installation): Promise<void> => {
  const { network, sink, postgres, processes } = installation;
  network.heal();
  sink.everyone = 'accept';
  sink.answerToMail = undefined;
  sink.release();
  await postgres.start();
  for (const one of processes) one.signal('SIGCONT');
  await untilWell(installation);
};

/**
 * Lets go of everything that waits for a person, until every run has ended and every read model has taken in what it had
 * parked. False when nothing moves for as long as the patience and one of them has not.
 */
export const comeToRest = async (client: RecordingClient, scene: Scene, patienceMs: number): Promise<boolean> => {
  let moved = { at: performance.now(), as: '' };
  const act = async (runId: string, action: string): Promise<void> => {
    const path = `/v1/runs/${runId}/${action}`;
    await client.carryThrough({ name: action, method: 'POST', path, changes: 'perhaps' });
  };
  const poisoned = new Set(scene.recording.poisoned.map(subjectOf));
  for (;;) {
    const parked = await retryParked(client, poisoned);
    for (const scope of textsIn(await client.read('/v1/holds'), 'scope')) await setHold(client, 'lift', scope);
    const listed = await allRuns(client);
    const open = listed === null ? null : [...new Set([...listed, ...scene.runs])];
    let left = parked.length + (open === null ? 1 : 0);
    const standing: unknown[] = [...parked];
    for (const runId of open ?? []) {
      if (isFinal(scene.statuses.get(runId) ?? 'queued') || poisoned.has(runId)) continue;
      const read = await lookAt(client, scene, runId);
      if (read !== null && isFinal(read.status)) continue;
      left += 1;
      standing.push(read);
      if (read?.status === 'paused' || read?.status === 'pausing') await act(runId, 'resume');
      if (read?.status === 'scheduled') await act(runId, 'start-now');
      if (read !== null && read.ledger.waiting > 0) await approveRun(client, runId);
    }
    if (left === 0) return true;
    const as = JSON.stringify(standing, (name, value: unknown) => (name === 'at' ? undefined : value));
    if (as !== moved.as) moved = { at: performance.now(), as };
    if (performance.now() > moved.at + patienceMs) return false;
    await client.rest(500);
  }
};

/**
 * What waits for a person: after a release was taken back, or because work failed again and again meanwhile. An ordered
 * read model is built anew then, which takes a while: answers with what is still parked, and nobody poisoned.
 */
const retryParked = async (client: RecordingClient, poisoned: ReadonlySet<string>): Promise<readonly string[]> => {
  const parked = await client.read('/v1/parked');
  if (typeof parked !== 'object' || parked === null) return ['not known'];
  const { streams, work } = Object.fromEntries(Object.entries(parked));
  const retry = (body: object): Promise<unknown> =>
    client.carryThrough({ name: 'retry-parked', method: 'POST', path: '/v1/parked/retry', body, changes: 'perhaps' });
  const [projections, names] = [textsIn({ items: streams }, 'projection'), textsIn({ items: streams }, 'stream')];
  const left: string[] = [];
  for (const [i, stream] of names.entries()) {
    if (poisoned.has(subjectOf(stream))) continue;
    await retry({ projection: projections[i], stream });
    left.push(`${projections[i]} ${stream}`);
  }
  for (const item of textsIn({ items: work }, 'item')) await retry({ item });
  return left;
};

/** Ids of all runs that the list shows; null when it cannot be read. */
const allRuns = async (client: RecordingClient): Promise<readonly string[] | null> => {
  const ids: string[] = [];
  for (let after = ''; ;) {
    const page = await client.read(`/v1/runs?limit=100${after}`);
    if (page === null) return null;
    ids.push(...textsIn(page, 'id'));
    const next = typeof page === 'object' && 'next' in page ? page.next : null;
    if (typeof next !== 'string') return ids;
    after = `&after=${encodeURIComponent(next)}`;
  }
};

export const textsIn = (page: unknown, field: string): readonly string[] =>
  itemsOf(page).flatMap((item) => {
    const value: unknown =
      typeof item === 'object' && item !== null ? Object.entries(item).find(([name]) => name === field)?.[1] : null;
    return typeof value === 'string' ? [value] : [];
  });
