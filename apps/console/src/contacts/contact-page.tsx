import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { CopyId } from '../parts/copy-id.js';
import { EndlessTable } from '../parts/list/endless-table.js';
import { Panel } from '../parts/panel.js';
import { Split } from '../parts/split.js';
import { EmptyState } from '../parts/states.js';
import { UnreadPage } from '../parts/unread-page.js';
import { communicationColumns } from '../run/communications/communication-columns.js';
import { CommunicationPanel } from '../run/communications/communication-panel.js';
import { VariablesTable } from '../run/communications/used-variables.js';
import styles from './contact-page.module.css';

const route = getRouteApi('/frame/contacts/$externalId');

/** A person: what is known of them and since when, everything they got and answered. */
export const ContactPage = () => {
  const { externalId } = route.useParams();
  const { open } = route.useSearch();
  const navigate = useNavigate({ from: '/contacts/$externalId' });
  const contact = useQuery({
    queryKey: ['contact', externalId],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/contacts/{externalId}', { params: { path: { externalId } }, signal })),
  });
  if (contact.data === undefined) return <UnreadPage of={contact} title="Contact" what="contact" />;
  const { data } = contact;
  return (
    <>
      <PageHeader
        title={data.name ?? data.externalId}
        actions={
          <ApiButton
            requests={[{ what: 'This contact', method: 'GET', path: `/v1/contacts/${encodeURIComponent(externalId)}` }]}
          />
        }
      >
        <p className={styles.under}>
          <bdi>{data.email ?? 'no address'}</bdi>
          <CopyId id={data.externalId} of="contact" />
          {data.timeZone === null ? null : <span>{data.timeZone}</span>}
          {data.tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
        </p>
      </PageHeader>
      <Split
        panel={
          open === undefined ? null : (
            <CommunicationPanel
              key={open}
              id={open}
              onClose={() => void navigate({ to: '.', search: {}, replace: true, resetScroll: false })}
            />
          )
        }
      >
        <Facts contact={data} />
        <Messages externalId={externalId} open={open} />
      </Split>
    </>
  );
};

const Facts = ({ contact }: { readonly contact: Schemas['Contact'] }) => (
  <Panel title="What is known" note="each with where it came from">
    <VariablesTable
      caption="Attributes"
      variables={Object.fromEntries(
        [
          ['email', contact.email] as const,
          ['name', contact.name] as const,
          ['timeZone', contact.timeZone] as const,
          ...Object.entries(contact.attributes).map(([name, value]) => [`attributes.${name}`, value] as const),
        ]
          .filter(([, value]) => value !== null)
          .map(([name, value]) => [name, { value, origin: contact.origin[name] ?? '' }]),
      )}
    />
    <p className={styles.consent}>
      Consent:{' '}
      {Object.keys(contact.consent).length === 0
        ? 'unknown'
        : Object.entries(contact.consent)
            .map(([channel, said]) => `${channel} ${said}`)
            .join(', ')}
      .{' '}
      <Link to="/communications" search={{ contact: contact.externalId }} className={styles.link}>
        All filters
      </Link>
    </p>
  </Panel>
);

const pageSize = 100;

const Messages = ({ externalId, open }: { readonly externalId: string; readonly open: string | undefined }) => {
  const list = useInfiniteQuery({
    queryKey: ['communications', { contact: externalId }],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/communications', {
          params: {
            query: { contact: externalId, limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <EndlessTable
      list={list}
      skeleton={{ lines: 6 }}
      empty={<EmptyState icon={Send} title="Nothing was ever sent to them" />}
      caption="What they got, the newest first"
      columns={communicationColumns({ of: ({ id }) => id, ofRuns: true })}
      rows={rows}
      keyOf={({ id }) => id}
      open={open}
    />
  );
};
