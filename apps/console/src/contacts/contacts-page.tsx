import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronRight, ChevronsLeft, FilterX, Upload, UsersRound } from 'lucide-react';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { Button } from '../parts/button.js';
import button from '../parts/button.module.css';
import { type Column, DataTable } from '../parts/data-table.js';
import { useRowKeys } from '../parts/row-keys.js';
import { EmptyState, ErrorState } from '../parts/states.js';
import { useMedia } from '../parts/use-media.js';
import { useStandingError } from '../parts/use-standing-error.js';
import { TableSkeleton } from '../runs/table-skeleton.js';
import { type Contact, contactListQuery } from './contacts-queries.js';
import type { ContactsSearch } from './contacts-search.js';
import { FindContact } from './find-contact.js';
import page from './contact-page.module.css';
import styles from './contacts.module.css';

const route = getRouteApi('/frame/contacts');

/** The people messages go to, in the order of the ids that services know them by. */
export const ContactsPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useMedia('narrow');
  const list = useQuery(contactListQuery(search));
  const error = useStandingError(list);
  useRowKeys({ of: 'contact' });
  const shown = narrow ? columns.filter(({ id }) => id === 'name' || id === 'tags') : columns;
  return (
    <div className={styles.page}>
      <PageHeader
        title="Contacts"
        actions={
          <>
            <Link to="/contacts/imports" className={`${button.button} ${button.plain}`}>
              <Upload size={15} aria-hidden /> Import
            </Link>
            <ApiButton
              requests={[{ what: 'These contacts', method: 'GET', path: '/v1/contacts', query: { ...search } }]}
            />
          </>
        }
      />
      <FindContact search={search} />
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <TableSkeleton columns={shown.map(({ label }) => label)} narrow={false} />
      ) : list.data.items.length === 0 ? (
        <NoRows search={search} onClear={() => void navigate({ search: {} })} />
      ) : (
        <>
          <DataTable
            caption="Contacts"
            columns={shown}
            rows={list.data.items}
            idOf={({ externalId }) => externalId}
            nameOf={({ name, externalId }) => name ?? externalId}
            stale={list.isPlaceholderData}
          />
          <Foot search={search} count={list.data.items.length} next={list.data.next} />
        </>
      )}
    </div>
  );
};

const columns: readonly Column<Contact>[] = [
  {
    id: 'name',
    label: 'Contact',
    grow: true,
    cell: ({ externalId, name, email }) => (
      <span className={styles.who}>
        <Link to="/contacts/$externalId" params={{ externalId }} className={styles.name}>
          <bdi>{name ?? externalId}</bdi>
        </Link>
        <bdi className={styles.quiet}>{email ?? 'no address'}</bdi>
      </span>
    ),
  },
  { id: 'id', label: 'External id', cell: ({ externalId }) => <code className={styles.cut}>{externalId}</code> },
  { id: 'zone', label: 'Time zone', cell: ({ timeZone }) => timeZone ?? <span className={styles.quiet}>unknown</span> },
  {
    id: 'consent',
    label: 'Consent',
    cell: ({ consent }) =>
      Object.keys(consent).length === 0 ? (
        <span className={styles.quiet}>unknown</span>
      ) : (
        Object.entries(consent)
          .map(([channel, said]) => `${channel} ${said}`)
          .join(', ')
      ),
  },
  {
    id: 'tags',
    label: 'Tags',
    cell: ({ tags }) => (
      <span className={styles.tags}>
        {tags.slice(0, 3).map((tag) => (
          <span key={tag} className={page.tag}>
            {tag}
          </span>
        ))}
        {tags.length > 3 ? <span className={styles.quiet}>+{tags.length - 3}</span> : null}
      </span>
    ),
  },
];

interface FootProps {
  readonly search: ContactsSearch;
  readonly count: number;
  readonly next: string | null;
}

const Foot = ({ search, count, next }: FootProps) => {
  const { after, ...first } = search;
  return (
    <div className={styles.foot}>
      <span>
        {count.toLocaleString()} {count === 1 ? 'contact' : 'contacts'} on this page
      </span>
      <nav className={styles.pages} aria-label="Pages of contacts">
        {after === undefined ? null : (
          <Link to="/contacts" search={first} className={`${button.button} ${button.plain}`}>
            <ChevronsLeft size={15} aria-hidden /> First
          </Link>
        )}
        {next === null ? null : (
          <Link to="/contacts" search={{ ...first, after: next }} className={`${button.button} ${button.plain}`}>
            Next <ChevronRight size={15} aria-hidden />
          </Link>
        )}
      </nav>
    </div>
  );
};

const NoRows = ({ search, onClear }: { readonly search: ContactsSearch; onClear(): void }) =>
  Object.keys(search).length > 0 ? (
    <EmptyState icon={FilterX} title="Nobody is so">
      <p>{search.email === undefined ? 'There is no further contact.' : 'Nobody has this address, or had it once.'}</p>
      <Button icon={FilterX} onClick={onClear}>
        Show all contacts
      </Button>
    </EmptyState>
  ) : (
    <EmptyState icon={UsersRound} title="No contact yet">
      <p>
        They come by file, with <code>sortie contacts import</code>, or one by one over the API.
      </p>
      <Link to="/contacts/imports">Import a file</Link>
    </EmptyState>
  );
