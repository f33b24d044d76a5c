import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command } from '../command.js';
import { must, text } from '../given.js';
import { differencesText } from '../output/differences.js';
import { inLine } from '../output/plain-text.js';
import { column, fields, table, titled } from '../output/table.js';
import { count, moment } from '../output/times.js';

const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';
const against = text('Compare with this run; when left out, with the previous run of the same campaign', 'id');

/** Why something came out as it did. */
export const explain: Area = {
  noun: 'explain',
  summary: 'Why a run or a message came out as it did',
  commands: [
    command({
      name: 'run',
      summary: 'Show what made a run come out as it did, the likely cause first',
      details:
        'Every factor is compared with the previous run of the campaign and with what is there now. Factors that are the same are listed too: they are ruled out.',
      example: `sortie explain run ${exampleId}`,
      parameters: { id: must(text('Id of the run')) },
      options: { against },
      run: async ({ api, terminal }, { id, ...rest }) => {
        const params = { path: { id }, query: present(rest) };
        const body = await answered(api.GET('/v1/runs/{id}/explain', { params }));
        return { json: body, text: explanationText(body, terminal.columns) };
      },
    }),
    command({
      name: 'communication',
      summary: 'Show what made one message come out as it did, beside the message the contact got before',
      example: `sortie explain communication ${exampleId}.1.0`,
      parameters: { id: must(text('Id of the communication')) },
      options: { against },
      run: async ({ api, terminal }, { id, ...rest }) => {
        const params = { path: { id }, query: present(rest) };
        const body = await answered(api.GET('/v1/communications/{id}/explain', { params }));
        return { json: body, text: explanationText(body, terminal.columns) };
      },
    }),
    command({
      name: 'compare',
      summary: 'Show two runs side by side: facts, manifests, outcomes and steps',
      example: `sortie explain compare ${exampleId} 7a1k3w8m2n0r5x9y4d6e1g3j8p`,
      parameters: { a: must(text('Id of the first run')), b: must(text('Id of the second run')) },
      run: async ({ api, terminal }, query) => {
        const body = await answered(api.GET('/v1/runs/compare', { params: { query } }));
        return { json: body, text: comparisonText(body, terminal.columns) };
      },
    }),
  ],
};

type Row = Schemas['Explanation']['rows'][number];

const marks: Readonly<Record<Row['againstPrevious'], string>> = {
  differs: 'differs',
  same: 'same',
  'not known': '?',
  'not applicable': '-',
};

const rowColumns = [
  column<Row>('#', (row) => row.rank, { align: 'right' }),
  column<Row>('factor', (row) => row.factor),
  column<Row>('before', (row) => marks[row.againstPrevious]),
  column<Row>('now', (row) => marks[row.againstNow]),
  column<Row>('belongs to', (row) => row.place),
  column<Row>('events', (row) => numbersOf(row)),
  column<Row>('what', (row) => row.sentence, { elastic: true }),
];

/** Numbers in the history of the run that is explained. */
const numbersOf = ({ events }: Row): string =>
  events
    .flatMap(({ number }) => number ?? [])
    .slice(0, 4)
    .join(' ');

const explanationText = (
  { runId, communicationId, against: other, likelyCause, rows, looked, lessons }: Schemas['Explanation'],
  screen: number | null,
): string => {
  const [first] = rows;
  return (
    fields([
      ['explained', communicationId ?? runId],
      ['beside', other === null ? 'no other run of the campaign' : (other.communicationId ?? other.runId)],
      ['likely cause', likelyCause === null ? 'nothing differs' : `${likelyCause.factor} (${likelyCause.place})`],
      ['', likelyCause === null || first === undefined ? null : `${inLine(first.sentence)} ${first.because}`],
      ['looked at', `${count(looked.messages)} messages${looked.all ? '' : ', the first of more'}`],
      ['lessons', lessons.count],
    ]) + titled('Factors', table(rows, rowColumns, screen))
  );
};

type Step = Schemas['RunComparison']['sequence'][number];

const stepColumns = [
  column<Step>('event', (row) => row.type),
  column<Step>('a', (row) => stepText(row.a)),
  column<Step>('b', (row) => stepText(row.b)),
];

const stepText = (step: Step['a']): string | null =>
  step === null ? null : `${moment(step.occurredAt)}${step.count > 1 ? ` (${step.count} times)` : ''}`;

const comparisonText = ({ differences, sequence, rows }: Schemas['RunComparison'], screen: number | null): string =>
  [
    titled('Facts', differencesText(differences.facts)),
    titled('Manifest', differencesText(differences.manifest)),
    titled('Outcome', differencesText(differences.outcome)),
    titled('Campaign', differencesText(differences.definition)),
    titled('Steps', table(sequence, stepColumns, screen)),
    titled('Factors', table(rows, rowColumns, screen)),
  ].join('');
