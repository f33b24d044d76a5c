import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { viewerRefusal } from '../api/viewer-refusal.js';
import { Button } from '../parts/button.js';
import { Differences, TextDiff } from '../parts/diff.js';
import { ProblemNote } from '../parts/form/problem-note.js';
import { useLook } from '../parts/look.js';
import { SidePanel } from '../parts/split.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { contactName } from '../run/communications/communication-columns.js';
import panel from '../run/communications/communication-panel.module.css';
import { Message } from '../run/communications/message.js';
import { UsedVariables } from '../run/communications/used-variables.js';
import { communicationQuery } from '../run/run-queries.js';

interface DraftPanelProps {
  readonly id: string;
  /** The draft above it in the list; null: it is the first. */
  readonly before: string | null;
  onClose(): void;
}

/** A draft as its reader would get it; how it differs from the one before shows what is theirs alone. */
export const DraftPanel = ({ id, before, onClose }: DraftPanelProps) => {
  const draft = useQuery(communicationQuery(id));
  const other = useQuery({ ...communicationQuery(before ?? ''), enabled: before !== null });
  const [look, choose] = useLook('draft');
  const compared = look === 'differences';
  const client = useQueryClient();
  const refusal = viewerRefusal(useSession()?.role);
  const again = useMutation({
    mutationFn: () => answered(api.POST('/v1/drafts/{id}/render-again', { params: { path: { id } }, body: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey: communicationQuery(id).queryKey }),
  });
  if (draft.data === undefined)
    return (
      <SidePanel label="Draft" title="Draft" onClose={onClose}>
        {draft.isError ? <ErrorState error={draft.error} /> : <Skeleton lines={6} />}
      </SidePanel>
    );
  const { data } = draft;
  const comparable = before !== null && other.data?.rendering != null && data.rendering !== null;
  return (
    <SidePanel label={`Draft for ${contactName(data)}`} title={<bdi>{contactName(data)}</bdi>} onClose={onClose}>
      <div className={panel.buttons}>
        {comparable ? (
          <Button aria-pressed={compared} onClick={() => choose(compared ? 'message' : 'differences')}>
            {compared ? 'The message itself' : 'Differences to the draft above'}
          </Button>
        ) : null}
        <Button icon={RefreshCw} refusal={refusal} disabled={again.isPending} onClick={() => again.mutate()}>
          Render again
        </Button>
      </div>
      {again.isError ? <ProblemNote error={again.error} /> : null}
      {again.data === undefined ? null : again.data.differences.length === 0 ? (
        <p>Rendered again: nothing is different.</p>
      ) : (
        <Differences
          caption="From the draft before to the new one"
          differences={again.data.differences}
          sides={['before', 'now']}
          view="words"
        />
      )}
      {compared && other.data?.rendering && data.rendering ? (
        <div className={panel.text}>
          <TextDiff before={textOf(other.data.rendering)} after={textOf(data.rendering)} />
        </div>
      ) : (
        <Message communication={data} />
      )}
      <UsedVariables rendering={data.rendering} erased={data.erased} />
    </SidePanel>
  );
};

const textOf = ({
  subject,
  text,
  html,
  body,
}: {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly body?: string;
}): string => [subject, text ?? html ?? body].filter((part) => part !== undefined).join('\n\n');
