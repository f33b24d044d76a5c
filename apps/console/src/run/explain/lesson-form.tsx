import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BookmarkCheck } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { useSession } from '../../api/session.js';
import { viewerRefusal } from '../../api/viewer-refusal.js';
import { Button } from '../../parts/button.js';
import form from '../../parts/form/form.module.css';
import { ProblemNote } from '../../parts/form/problem-note.js';
import { WordsField } from '../../parts/form/words-field.js';
import { useToast } from '../../parts/toasts.js';
import { useIdempotencyKey } from '../actions/idempotency-key.js';
import styles from './explain-tab.module.css';
import { lessonsKey } from './lessons.js';

type Place = Schemas['LessonPlace'];

const places = {
  campaign: 'campaign',
  goal: 'goal',
  execution: 'execution',
  'contact data': 'contact data',
} as const satisfies Record<Place, string>;

const isPlace = (text: string): text is Place => text in places;

interface LessonFormProps {
  /** What it is about: `run:<id>`, `communication:<id>`. */
  readonly about: string;
  readonly suggested: Place;
}

/** Records what was learnt; it shows on everything that it names. */
export const LessonForm = ({ about, suggested }: LessonFormProps) => {
  const [chosen, setChosen] = useState<Place | null>(null);
  // What is suggested changes with what the run is compared with.
  const place = chosen ?? suggested;
  const [note, setNote] = useState('');
  const role = useSession()?.role;
  const say = useToast();
  const client = useQueryClient();
  const keyOf = useIdempotencyKey();
  const recording = useMutation({
    mutationFn: () => {
      const body = { about, place, note: note.trim() };
      const header = { Prefer: 'wait=5', 'Idempotency-Key': keyOf(body) };
      return answered(api.POST('/v1/lessons', { params: { header }, body }));
    },
    onSuccess: async () => {
      say({ kind: 'done', title: 'The lesson is recorded', detail: `It belongs in the ${place}.` });
      setNote('');
      await client.invalidateQueries({ queryKey: lessonsKey });
    },
  });
  const refusal = viewerRefusal(role) ?? (note.trim() === '' ? 'Say what was learnt' : undefined);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (refusal === undefined && !recording.isPending) recording.mutate();
  };
  return (
    <form className={styles.form} aria-label="Record a lesson" onSubmit={submit}>
      <div className={styles.note}>
        <WordsField label="What was learnt" value={note} onChange={setNote} maxLength={2_000} />
      </div>
      <label className={form.field}>
        It belongs in the
        <select
          value={place}
          onChange={({ target: { value } }) => {
            if (isPlace(value)) setChosen(value);
          }}
        >
          {Object.keys(places).map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <div>
        <Button type="submit" look="primary" icon={BookmarkCheck} refusal={refusal} disabled={recording.isPending}>
          {recording.isPending ? 'Recording…' : 'Record the lesson'}
        </Button>
      </div>
      {recording.isError ? <ProblemNote error={recording.error} /> : null}
    </form>
  );
};
