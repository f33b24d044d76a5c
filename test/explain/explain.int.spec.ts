import { factors } from '#domain/explain/factors.js';
import type { ExplanationView } from '../../apps/api/src/explain/explanation-view.js';
import { cases } from './cases.js';
import { indexOf, openStage, type Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

const told = ({ rows }: ExplanationView): string =>
  rows.map(({ factor, effect, sentence }) => `${factor} [${effect}] ${sentence}`).join('\n');

test('there are twenty cases and more, half of them with a decoy', () => {
  const all = Object.values(cases);
  expect(all.length).toBeGreaterThanOrEqual(20);
  expect(all.filter(({ decoy }) => decoy !== undefined).length * 2).toBeGreaterThanOrEqual(all.length);
});

test.each(Object.entries(cases))('%s', async (_, { act, cause, place }) => {
  const { runId, contact } = await act(stage);

  const run = await stage.explainRun(runId);

  expect(`${run.likelyCause?.factor}, ${run.likelyCause?.place}\n${told(run)}`).toBe(
    `${cause}, ${place}\n${told(run)}`,
  );
  const [first] = run.rows;
  expect([first?.againstPrevious, first?.againstNow]).toContain('differs');
  expect(run.rows.map(({ factor }) => factor).toSorted()).toEqual([...factors].toSorted());
  expect(run.rows.map(({ rank }) => rank)).toEqual(run.rows.map((_row, at) => at + 1));
  const shown = run.rows.flatMap(({ events }) => events).filter((event) => event.runId !== null);
  expect(shown.filter(({ number, link }) => number === null || link === null)).toEqual([]);
  if (contact === undefined) return;

  const one = await stage.explainCommunication(`${runId}.1.${await indexOf(stage, runId, contact)}`);

  expect(`${one.likelyCause?.factor}\n${told(one)}`).toBe(`${cause}\n${told(one)}`);
  expect(one.against?.communicationId).not.toBeNull();
});
