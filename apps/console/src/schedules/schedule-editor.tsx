import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { Save } from 'lucide-react';
import { type SyntheticEvent, useId, useRef, useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { isStale } from '../api/is-stale.js';
import { useSession } from '../api/session.js';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { Button } from '../parts/button.js';
import { Panel } from '../parts/panel.js';
import { useToast } from '../parts/toasts.js';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import { faultsOf as faultsAt, ProblemNote } from '../run/actions/problem-note.js';
import { mayPlan } from './new-schedule.js';
import { PolicyFields } from './policy-fields.js';
import { bodyOf, type ScheduleForm } from './schedule-form.js';
import { SchedulePreview, useRested } from './schedule-preview.js';
import { type Schedule, scheduleKey } from './schedules-queries.js';
import { StaleNote } from './stale-note.js';
import { WhatFields } from './what-fields.js';
import { WhenFields } from './when-fields.js';
import styles from './editor.module.css';

interface ScheduleEditorProps {
  readonly initial: ScheduleForm;
  /** Null: a new one. */
  readonly stored: { readonly schedule: Schedule; readonly etag: string } | null;
}

const wait = 'wait=5';

/** Says when a campaign is run, with its next times beside it as it is typed. */
export const ScheduleEditor = ({ initial, stored }: ScheduleEditorProps) => {
  const [form, setForm] = useState(initial);
  const [reason, setReason] = useState('');
  const [based, setBased] = useState(stored);
  const left = useRef(false);
  const keyOf = useIdempotencyKey();
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const role = useSession()?.role;
  const formId = useId();
  const body = bodyOf(form);
  const rested = useRested(body);
  const dirty = JSON.stringify(form) !== JSON.stringify(initial);
  useBlocker({
    shouldBlockFn: () => dirty && !left.current && !window.confirm('Leave without saving what you typed?'),
    enableBeforeUnload: () => dirty && !left.current,
  });
  const saving = useMutation({
    mutationFn: async () => {
      const said = { ...body, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
      const header = { Prefer: wait, 'Idempotency-Key': keyOf({ said, etag: based?.etag ?? null }) };
      if (based === null) return answered(api.POST('/v1/schedules', { body: said, params: { header } }));
      const params = { path: { id: based.schedule.id }, header: { ...header, 'If-Match': based.etag } };
      return answered(api.PUT('/v1/schedules/{id}', { body: said, params }));
    },
    onSuccess: async ({ id }) => {
      left.current = true;
      say({ kind: 'done', title: based === null ? 'The schedule is set' : 'The schedule is changed from now on' });
      await Promise.all([
        client.invalidateQueries({ queryKey: scheduleKey(id) }),
        client.invalidateQueries({ queryKey: ['schedules'] }),
      ]);
      await navigate({ to: '/schedules/$scheduleId', params: { scheduleId: id } });
    },
  });
  const { error } = saving;
  const stale = isStale(error) && based !== null;
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
      <div className={styles.two}>
        <form id={formId} className={styles.form} onSubmit={submit}>
          {stale ? (
            <StaleNote
              base={based.schedule}
              yours={body}
              onTheirs={(theirs, next) => {
                setForm(next);
                setBased(theirs);
                saving.reset();
              }}
              onYours={(theirs) => {
                setBased(theirs);
                saving.reset();
              }}
            />
          ) : saving.isError ? (
            <ProblemNote error={error} />
          ) : null}
          <WhatFields form={form} faultsOf={faults} onChange={setForm} />
          <WhenFields form={form} faultsOf={faults} onChange={setForm} />
          <Panel title="When it does not go smoothly">
            <PolicyFields form={form} faultsOf={faults} onChange={setForm} />
          </Panel>
          <label className={styles.field}>
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
    </>
  );
};
