import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { GitMerge, ListChecks, Undo2, Upload } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { isStale } from '../../api/is-stale.js';
import { Button } from '../../parts/button.js';
import { ConfirmDialog } from '../../parts/confirm-dialog.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import { useToast } from '../../parts/toasts.js';
import { isSame } from '../../parts/versions/three-way.js';
import type { TabProps } from '../campaign-page.js';
import { campaignKey, campaignQuery, campaignVersionQuery } from '../campaign-queries.js';
import { Checks } from './checks.js';
import { asDefinition } from './definition.js';
import { type EditorState, EditorProvider } from './editor-context.js';
import styles from './editor.module.css';
import { Basics } from './form/basics.js';
import { Conduct } from './form/conduct.js';
import { Content } from './form/content.js';
import { Defaults } from './form/defaults.js';
import form from './form/form.module.css';
import { Instructions } from './form/instructions.js';
import { Limits } from './form/limits.js';
import { jumpTo } from './jump.js';
import { MergeDialog } from './merge-dialog.js';
import type { SaveState } from './autosaver.js';
import type { Source } from './message-shown.js';
import { Preview } from './preview.js';
import { PublishDialog } from './publish-dialog.js';
import { SaveNote } from './save-note.js';
import { useChecked } from './trial.js';
import { useAutosave } from './use-autosave.js';
import type { CopyAsRead, Written } from './working-copy.js';

const route = getRouteApi('/frame/campaigns/$campaignId/$tab');

interface EditorProps extends TabProps {
  readonly first: CopyAsRead;
  /** Begins anew with what is kept. */
  onBeginAnew(): void;
}

type Open = 'publish' | 'merge' | 'discard' | null;

/** Writes the next version: kept while it is written, checked as it is written, and published in one's own words. */
export const Editor = ({ id, campaign, etag, first, onBeginAnew }: EditorProps) => {
  const [written, setWritten] = useState<Written>(() => begun(campaign, first));
  const [open, setOpen] = useState<Open>(null);
  const { definition, base } = written;
  const begunOn = useQuery(campaignVersionQuery(id, base)).data?.definition ?? null;
  const autosave = useAutosave({ id, written, published: begunOn, first });
  const checked = useChecked(id, definition);
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/campaigns/$campaignId/$tab' });
  const { beside = 'checks', contact = [], field } = route.useSearch();
  useEffect(() => {
    if (field !== undefined) jumpTo(field);
  }, [field]);
  const say = useToast();
  const state = useMemo<EditorState>(
    () => ({
      definition,
      edit: (change) => setWritten((before) => ({ ...before, definition: change(before.definition) })),
      faults: checked.faults,
    }),
    [definition, checked.faults],
  );
  const overtaken = campaign.version > base;
  const unchanged = isSame(definition, campaign.definition);

  const publish = async (summary: string): Promise<void> => {
    // It was read again while the dialog stood: its ETag would overwrite what somebody has published.
    if (overtaken) {
      setOpen('merge');
      return;
    }
    try {
      const header = { 'If-Match': etag, Prefer: 'wait=5' };
      const body = { ...definition, summary } as unknown as Schemas['CampaignBody'];
      await answered(api.PUT('/v1/campaigns/{id}', { params: { path: { id }, header }, body }));
    } catch (error) {
      if (!isStale(error)) throw error;
      const now = await client.query({ ...campaignQuery(id), staleTime: 0 });
      // Somebody has paused or activated it, which changes nothing of what is written.
      if (now.campaign.version === base) throw error;
      setOpen('merge');
      return;
    }
    await autosave.stop().catch(() => {
      say({
        kind: 'failed',
        title: 'What you wrote is kept, too',
        detail: 'It is published: discard it in the editor.',
      });
    });
    await client.invalidateQueries({ queryKey: campaignKey(id) });
    await client.invalidateQueries({ queryKey: ['campaigns'] });
    say({ kind: 'done', title: `v${base + 1} is published`, detail: summary });
    await navigate({ to: '/campaigns/$campaignId/$tab', params: { campaignId: id, tab: 'overview' }, search: {} });
  };
  const overwrite = (): Promise<void> =>
    autosave.overwrite().catch((error: unknown) => {
      say({ kind: 'failed', title: 'It could not be kept', detail: String(error) });
    });
  const discard = async (): Promise<void> => {
    await autosave.stop();
    onBeginAnew();
  };
  const look = (change: { beside?: 'checks' | 'preview'; contact?: readonly string[] }): void =>
    void navigate({
      to: '.',
      search: (before) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });

  return (
    <EditorProvider value={state}>
      <div className={styles.bar} role="group" aria-label="What is written">
        <div className={styles.status} role="status">
          <SaveNote state={autosave.state} onTakeOther={onBeginAnew} onOverwrite={() => void overwrite()} />
          <Others others={first.copies.others} />
        </div>
        <div className={styles.buttons}>
          <span className={styles.narrow}>
            <Button icon={ListChecks} onClick={toChecks}>
              {countedChecks(checked)}
            </Button>
          </span>
          <Button
            icon={Undo2}
            refusal={unchanged ? 'There is nothing to discard' : undefined}
            onClick={() => setOpen('discard')}
          >
            Discard
          </Button>
          {overtaken ? (
            <Button look="primary" icon={GitMerge} onClick={() => setOpen('merge')}>
              See what v{campaign.version} changed
            </Button>
          ) : (
            <Button
              look="primary"
              icon={Upload}
              refusal={refusalOf(unchanged, checked)}
              onClick={() => setOpen('publish')}
            >
              Publish…
            </Button>
          )}
        </div>
        {overtaken ? (
          <p className={styles.overtaken} role="alert">
            v{campaign.version} was published by {campaign.publishedBy} after you began on v{base}. Look at both before
            you publish.
          </p>
        ) : null}
      </div>
      <div className={styles.columns}>
        <div className={form.form}>
          <Basics />
          <Content />
          <Instructions />
          <Conduct />
          <Defaults />
          <Limits />
        </div>
        <aside id="what-it-comes-to" tabIndex={-1} className={styles.aside} aria-label="What it would come to">
          <SegmentedChoice
            label="Show beside the editor"
            value={beside}
            choices={[
              { value: 'checks', label: countedChecks(checked) },
              { value: 'preview', label: 'Preview' },
            ]}
            onChoose={(next: 'checks' | 'preview') => look({ beside: next })}
          />
          {beside === 'checks' ? (
            <Checks checked={checked} />
          ) : (
            <Preview
              id={id}
              definition={definition}
              source={sourceOf(autosave.state)}
              contacts={contact}
              onContacts={(contacts) => look({ contact: contacts })}
            />
          )}
        </aside>
      </div>
      {open === 'publish' ? (
        <PublishDialog
          version={base}
          published={campaign.definition}
          written={definition}
          publish={publish}
          onClose={() => setOpen(null)}
        />
      ) : open === 'merge' ? (
        <MergeDialog
          campaign={campaign}
          base={base}
          begunOn={begunOn}
          written={definition}
          onResolve={(merged) => {
            setWritten({ base: campaign.version, definition: asDefinition(merged) });
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
      <ConfirmDialog
        open={open === 'discard'}
        onOpenChange={(next) => next || setOpen(null)}
        title="Discard what is not published"
        action="Discard"
        danger
        onConfirm={discard}
      >
        <p>The editor begins again with v{campaign.version}. This cannot be taken back.</p>
      </ConfirmDialog>
    </EditorProvider>
  );
};

/** Below the form, where there is no room beside it. */
const toChecks = (): void => {
  const place = document.getElementById('what-it-comes-to');
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
};

/** Where somebody goes on: with what they have kept, or with what is published. */
const begun = (campaign: Schemas['Campaign'], { copies: { mine } }: CopyAsRead): Written =>
  mine === null
    ? { base: campaign.version, definition: campaign.definition }
    : { base: mine.base, definition: asDefinition(mine.definition) };

/** Frames show what the service has kept, not what is on its way to it. */
const sourceOf = (state: SaveState): Source => {
  if (state.kind === 'saved') return { of: 'working-copy', savedAt: state.at };
  return state.kind === 'none' ? { of: 'published', savedAt: '' } : null;
};

const refusalOf = (unchanged: boolean, { faults }: ReturnType<typeof useChecked>): string | undefined => {
  if (unchanged) return 'Nothing differs from what is published';
  return faults.length === 0 ? undefined : 'Mend first what the checks name';
};

const countedChecks = ({ faults, trial, behind }: ReturnType<typeof useChecked>): string => {
  const count = faults.length + (trial?.findings.length ?? 0);
  if (behind) return 'Checking…';
  return count === 0 ? 'Checks' : `Checks (${count})`;
};

const Others = ({ others }: { readonly others: Schemas['WorkingCopies']['others'] }) =>
  others.length === 0 ? null : (
    <span className={styles.others}>
      {others.map(({ owner }) => owner).join(', ')} {others.length === 1 ? 'has' : 'have'} unpublished changes, too.
    </span>
  );
