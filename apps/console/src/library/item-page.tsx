import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import campaigns from '../campaigns/campaigns.module.css';
import { PageHeader } from '../frame/page-header.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { CopyId } from '../parts/copy-id.js';
import { Aside, HeaderFact, HeaderFacts, HeaderSentence } from '../parts/header-facts.js';
import { Skeleton } from '../parts/states.js';
import { TabLinks } from '../parts/tab-links.js';
import { TimeText } from '../parts/time-text.js';
import { UnreadPage } from '../parts/unread-page.js';
import { ArchiveButton } from './archive-button.js';
import { type LibraryKind, libraryWords } from './library-kinds.js';
import { itemLink } from './library-list.js';
import { type AsRead, itemKey, itemQuery } from './library-queries.js';
import { type ItemTab, itemTabs } from './library-search.js';
import { LibraryStatusPill } from './library-status.js';

interface ItemPageProps<Kind extends LibraryKind> {
  readonly kind: Kind;
  readonly id: string;
  readonly tab: ItemTab;
  /** Beside the status: whether a sender is verified. */
  besideOf?(read: AsRead<Kind>): ReactNode;
  bodyOf(read: AsRead<Kind>): ReactNode;
}

/** One goal, segment or sender: what is published, and its parts as tabs. */
export const ItemPage = <Kind extends LibraryKind>({ kind, id, tab, besideOf, bodyOf }: ItemPageProps<Kind>) => {
  const { one, title } = libraryWords[kind];
  const read = useQuery(itemQuery(kind, id));
  const { data } = read;
  useLiveQueries({ keys: [itemKey(kind, id)], everyMs: 2_000 });
  const navigate = useNavigate();
  useShortcuts(
    itemTabs.map(({ id: to, label, key }) => ({
      keys: key,
      label,
      group: title,
      run: () => void navigate(itemLink(kind, id, to)),
    })),
  );
  if (data === undefined) return <UnreadPage of={read} title={title} what={one} />;
  const { definition, status, version, publishedAt, publishedBy, summary } = data.item;
  return (
    <>
      <PageHeader
        title={definition.name}
        beside={
          <>
            <LibraryStatusPill status={status} />
            {besideOf?.(data)}
          </>
        }
        actions={
          <>
            <ArchiveButton kind={kind} item={data.item} />
            <ApiButton
              requests={[
                { what: `This ${one}`, method: 'GET', path: `/v1/${kind}/${id}` },
                { what: 'Its versions', method: 'GET', path: `/v1/${kind}/${id}/versions` },
                { what: 'Who uses it', method: 'GET', path: `/v1/${kind}/${id}/used-by` },
              ]}
            />
          </>
        }
      >
        {summary === '' ? null : <HeaderSentence>{summary}</HeaderSentence>}
        <HeaderFacts>
          <HeaderFact name="Version">
            v{version}{' '}
            <Aside>
              <TimeText instant={publishedAt} /> by {publishedBy}
            </Aside>
          </HeaderFact>
          <HeaderFact name={one.replace(/^./, (first) => first.toUpperCase())}>
            <CopyId id={id} of={one} />
          </HeaderFact>
        </HeaderFacts>
      </PageHeader>
      <TabLinks
        label={`Parts of the ${one}`}
        tabs={itemTabs.map(({ id: to, label }) => {
          const { to: path, params } = itemLink(kind, id, to);
          return {
            label,
            to: path,
            params: params as unknown as Readonly<Record<string, string>>,
            count: to === 'versions' ? version : undefined,
          };
        })}
      />
      <div className={campaigns.body} key={`${id} ${tab}`}>
        <Suspense fallback={<Skeleton lines={6} />}>{bodyOf(data)}</Suspense>
      </div>
    </>
  );
};
