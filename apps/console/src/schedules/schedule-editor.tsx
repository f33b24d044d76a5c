import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Save } from 'lucide-react';
import { type SyntheticEvent, useId, useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { isStale } from '../api/is-stale.js';
import { useSession } from '../api/session.js';
import { PageHeader } from '../frame/page-header.js';
import { announce } from '../parts/announcer.js';
import { ApiButton } from '../parts/api-button.js';
import { Button } from '../parts/button.js';
import fields from '../parts/form/form.module.css';
import { faultsOf as faultsAt, ProblemNote } from '../parts/form/problem-note.js';
import { Panel } from '../parts/panel.js';
import { useToast } from '../parts/toasts.js';
import { useLeaveGuard } from '../parts/use-leave-guard.js';
import { StaleSave } from '../parts/versions/stale-save.js';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import { mayPlan } from './new-schedule.js';
import { mergedForm, memberWords, sentAgain } from './merged-form.js';
import { PolicyFields } from './policy-fields.js';
import { bodyOf, formOf, type ScheduleForm } from './schedule-form.js';
import { SchedulePreview, useRested } from './schedule-preview.js';
import { type Schedule, type ScheduleBody, scheduleKey, scheduleQuery } from './schedules-queries.js';
import { WhatFields } from './what-fields.js';
import { WhenFields } from './when-fields.js';
import styles from './editor.module.css';

interface Stored {
  readonly schedule: Schedule;
  readonly etag: string;
}

interface ScheduleEditorProps {
  readonly initial: ScheduleForm;
  /** Null: a new one. */
  readonly stored: Stored | null;
}

const wait = 'wait=5';

/** Says when a campaign is run, with its next times beside it as it is typed. */
export const ScheduleEditor = ({ initial, stored }: ScheduleEditorProps) => {
  const [form, setForm] = useState(initial);
  const [reason, setReason] = useState('');
  const [based, setBased] = useState(stored);
  const [theirs, setTheirs] = useState<Stored | null>(null);
  const keyOf = useIdempotencyKey();
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const role = useSession()?.role;
  const formId = useId();
  const body = bodyOf(form);
  const rested = useRested(body);
  const letGo = useLeaveGuard(JSON.stringify(form) !== JSON.stringify(initial), 'Leave without saving what you typed?');
  const saving = useMutation({
    mutationFn: async (): Promise<string | Stored> => {
      const said = { ...body, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
      const sending = (etag: string | null) => ({ Prefer: wait, 'Idempotency-Key': keyOf({ said, etag }) });
      if (based === null)
        return (await answered(api.POST('/v1/schedules', { body: said, params: { header: sending(null) } }))).id;
      const { id, version } = based.schedule;
      const save = async (etag: string): Promise<string> => {
        const params = { path: { id }, header: { ...sending(etag), 'If-Match': etag } };
        return (await answered(api.PUT('/v1/schedules/{id}', { body: said, params }))).id;
      };
      try {
        return await save(based.etag);
      } catch (fault) {
        if (!isStale(fault)) throw fault;
        const now = await client.query({ ...scheduleQuery(id), staleTime: 0 });
        // A start or a pause came between, which changes nothing of what is written.
        return now.schedule.version === version ? save(now.etag) : now;
      }
    },
    onSuccess: async (answer) => {
      if (typeof answer !== 'string') {
        setTheirs(answer);
        return;
      }
      letGo();
      say({ kind: 'done', title: based === null ? 'The schedule is set' : 'The schedule is changed from now on' });
      await Promise.all([
        client.invalidateQueries({ queryKey: scheduleKey(answer) }),
        client.invalidateQueries({ queryKey: ['schedules'] }),
      ]);
      await navigate({ to: '/schedules/$scheduleId', params: { scheduleId: answer } });
    },
  });
  const { error } = saving;
  const faults = (pointer: string) => faultsAt(error, pointer);
  const refusal = mayPlan(role) ? undefined : 'Setting schedules is for managers';
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!saving.isPending && refusal === undefined) saving.mutate();
  };
  const title = stored === null ? 'New schedule' : `Edit ${stored.schedule.definition.name}`;
  const path = stored === null ? '/v1/schedules' : `/v1/schedules/${stored.schedule.id}`;
  return (
    <>
      <PageHeader
        title={title}
        actions={
          <>
            <Button
              look="primary"
              icon={Save}
              type="submit"
              form={formId}
              refusal={refusal}
              disabled={saving.isPending}
            >
              {saving.isPending ? 'Saving…' : stored === null ? 'Set the schedule' : 'Save from now on'}
            </Button>
            <ApiButton
              requests={[
                {
                  what: stored === null ? 'Set this schedule' : 'Change this schedule',
                  method: stored === null ? 'POST' : 'PUT',
                  path,
                  body: rested,
                  ...(based === null ? {} : { headers: { 'If-Match': based.etag } }),
                },
                { what: 'Its next times', method: 'POST', path: '/v1/schedules/preview', body: rested },
              ]}
            />
          </>
        }
      />
      <div className={fields.withBeside}>
        <form id={formId} className={styles.form} onSubmit={submit}>
          {saving.isError ? <ProblemNote error={error} /> : null}
          <WhatFields form={form} faultsOf={faults} onChange={setForm} />
          <WhenFields form={form} faultsOf={faults} onChange={setForm} />
          <Panel title="When it does not go smoothly">
            <PolicyFields form={form} faultsOf={faults} onChange={setForm} />
          </Panel>
          <label className={fields.field}>
            Reason
            <input
              value={reason}
              maxLength={500}
              placeholder="Kept in the history, for whoever asks why"
              onChange={({ target }) => setReason(target.value)}
            />
          </label>
        </form>
        <div className={styles.beside}>
          <SchedulePreview body={rested} />
        </div>
      </div>
      {theirs === null || based === null ? null : (
        <StaleSave<ScheduleBody>
          base={sentAgain(based.schedule.definition)}
          yours={body}
          theirs={sentAgain(theirs.schedule.definition)}
          names={{ base: `v${based.schedule.version}`, theirs: savedBy(theirs.schedule) }}
          did="saved"
          wordsOf={memberWords}
          onResolve={(merged) => {
            setForm(mergedForm(merged, form, formOf(theirs.schedule.definition)));
            setBased(theirs);
            setTheirs(null);
            announce('Both are together now: look at it, and save it');
          }}
          onClose={() => setTheirs(null)}
        />
      )}
    </>
  );
};

const savedBy = ({ version, changedBy, reason }: Schedule): string =>
  `v${version} by ${changedBy}${reason === null ? '' : `, “${reason}”,`}`;
