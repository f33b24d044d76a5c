import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { useSession } from '../../api/session.js';
import { viewerRefusal } from '../../api/viewer-refusal.js';
import { Button } from '../../parts/button.js';
import { ConfirmDialog } from '../../parts/confirm-dialog.js';
import form from '../../parts/form/form.module.css';
import { RadioChoice } from '../../parts/form/radio-choice.js';
import { WordsField } from '../../parts/form/words-field.js';
import { useToast } from '../../parts/toasts.js';
import { useIdempotencyKey } from '../actions/idempotency-key.js';
import { runKey } from '../run-queries.js';
import { type ReplyClass, replyClasses, replyClassNames } from './reply-class.js';

/** Says what kind of answer a reply is; a person's word counts more than a rule's. */
export const Classify = ({ reply }: { readonly reply: Schemas['ReplySummary'] }) => {
  const [open, setOpen] = useState(false);
  const role = useSession()?.role;
  return (
    <>
      <Button look="ghost" refusal={viewerRefusal(role)} onClick={() => setOpen(true)}>
        Classify
      </Button>
      {open ? <ClassifyDialog reply={reply} onOpenChange={setOpen} /> : null}
    </>
  );
};

interface ClassifyDialogProps {
  readonly reply: Schemas['ReplySummary'];
  onOpenChange(open: boolean): void;
}

/** Begins with what the reply is now, and with a key of its own: somebody else may have said another thing meanwhile. */
const ClassifyDialog = ({ reply, onOpenChange }: ClassifyDialogProps) => {
  const [kind, setKind] = useState<ReplyClass>(reply.class ?? 'human');
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const say = useToast();
  const keyOf = useIdempotencyKey();
  const classify = async (): Promise<void> => {
    const body = { class: kind, reason: reason.trim() };
    await answered(
      api.POST('/v1/replies/{id}/classify', {
        params: { path: { id: reply.id }, header: { 'Idempotency-Key': keyOf({ id: reply.id, body }) } },
        body,
      }),
    );
    say({ kind: 'done', title: `Classified as: ${replyClasses[kind].label}` });
    await Promise.all([
      client.invalidateQueries({ queryKey: ['replies'] }),
      reply.runId === null ? null : client.invalidateQueries({ queryKey: runKey(reply.runId) }),
    ]);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title="What kind of answer is it?"
      action="Classify"
      onConfirm={classify}
    >
      <div className={form.form}>
        <RadioChoice
          legend="Who opts out or complains gets nothing further."
          value={kind}
          choices={replyClassNames.map((value) => ({ value, label: replyClasses[value].label }))}
          onChoose={setKind}
        />
        <WordsField label="Why" value={reason} onChange={setReason} />
      </div>
    </ConfirmDialog>
  );
};
