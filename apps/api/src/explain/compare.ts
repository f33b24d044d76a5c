import { explain } from '#domain/explain/explain.js';
import { jsonDiff } from '#domain/kernel/json-diff.js';
import { numbersOf, typesOfRun } from '#readmodel/history/queries.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import { asJson } from '../http/json.js';
import type { Installation } from '../installation.js';
import { pinsOf } from '../runs/pins.js';
import { loadRun, runView } from '../runs/run-reads.js';
import { pinnedDefinitions } from './definitions.js';
import { rowViews } from './explain-run.js';
import type { ComparedRun, RunComparisonView, RunStep } from './explanation-view.js';
import { gatherRun } from './gather.js';
import { presentFacts } from './present.js';

/** Throws 404 when one of them is not there. */
export const compareRuns = async (installation: Installation, a: string, b: string): Promise<RunComparisonView> => {
  const [first, second] = await Promise.all([sideOf(installation, a), sideOf(installation, b)]);
  const now = await presentFacts(installation, second.existing, second.facts.fate.courses);
  const rows = explain({ mine: second.facts, other: first.facts, than: 'the other run', now });
  const from = first.run;
  const to = second.run;
  return {
    a: from,
    b: to,
    differences: {
      facts: jsonDiff(factsOf(from), factsOf(to)),
      manifest: jsonDiff(asJson(from.manifest), asJson(to.manifest)),
      outcome: jsonDiff(outcomeOf(from), outcomeOf(to)),
      definition: jsonDiff(first.definition, second.definition),
    },
    sequence: aligned(first.steps, second.steps),
    rows: await rowViews(installation, rows),
    definitions: { a: first.definition, b: second.definition },
  };
};

const sideOf = async (installation: Installation, id: string) => {
  const { store, pool } = installation;
  const [{ body }, { run, own }, { facts }, types] = await Promise.all([
    runView(installation, id),
    loadRun(installation, id),
    gatherRun(installation, id),
    typesOfRun(pool, id),
  ]);
  const { campaign } = await pinnedDefinitions(store, pinsOf(run));
  const { type, status, trigger, requestedBy, createdAt, startAt, queuedAt, startedAt, endedAt, durationMs } = body;
  const compared: ComparedRun = {
    id,
    campaign: { id: body.campaign.id, name: body.campaign.name, version: body.campaign.version },
    type,
    status,
    trigger,
    requestedBy,
    createdAt,
    startAt,
    queuedAt,
    startedAt,
    endedAt,
    durationMs,
    manifest: body.manifest,
    ledger: body.ledger,
    drafts: body.drafts,
    replies: asCounts(body.replies),
    types,
  };
  return {
    run: compared,
    existing: run,
    facts,
    definition: asJson(campaign.definition),
    steps: await stepsOf(installation, id, own),
  };
};

const asCounts = (counts: object): { readonly [kind: string]: number } =>
  Object.fromEntries(
    Object.entries(counts).flatMap(([kind, count]) => (typeof count === 'number' ? [[kind, count]] : [])),
  );

const factsOf = ({ campaign, type, status, trigger, requestedBy, startAt, durationMs }: ComparedRun) =>
  asJson({ campaign, type, status, trigger, requestedBy, startAt, durationMs });

const outcomeOf = ({ ledger, drafts, replies }: ComparedRun) => asJson({ ledger, drafts, replies });

interface Step {
  readonly type: string;
  readonly step: RunStep;
}

const stepsOf = async (
  { pool }: Installation,
  runId: string,
  own: readonly EventIn<'run'>[],
): Promise<readonly Step[]> => {
  const numbers = new Map((await numbersOf(pool, runId, own)).map(({ revision, number }) => [revision, number]));
  const steps: Step[] = [];
  for (const { type, revision, metadata } of own) {
    const last = steps.at(-1);
    if (last?.type === type) {
      steps[steps.length - 1] = { type, step: { ...last.step, count: last.step.count + 1 } };
      continue;
    }
    const { occurredAt, actor } = metadata;
    steps.push({ type, step: { count: 1, occurredAt, actor, number: numbers.get(revision) ?? null } });
  }
  return steps;
};

/** The longest common sequence of types stands side by side; what only one of them has stands alone. */
const aligned = (a: readonly Step[], b: readonly Step[]): RunComparisonView['sequence'] => {
  const most: number[][] = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const at = (i: number, j: number): number => most[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = most[i];
      if (row !== undefined)
        row[j] = a[i]?.type === b[j]?.type ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: { type: string; a: RunStep | null; b: RunStep | null }[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && right !== undefined && left.type === right.type) {
      rows.push({ type: left.type, a: left.step, b: right.step });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ type: left.type, a: left.step, b: null });
      i += 1;
    } else if (right !== undefined) {
      rows.push({ type: right.type, a: null, b: right.step });
      j += 1;
    }
  }
  return rows;
};
