import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Upload, UsersRound } from 'lucide-react';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import button from '../parts/button.module.css';
import { type Column, DataTable } from '../parts/data-table.js';
import { NoneSo } from '../parts/list/none-so.js';
import { PagedList } from '../parts/list/paged-list.js';
import page from '../parts/page.module.css';
import { useRowKeys } from '../parts/row-keys.js';
import { EmptyState } from '../parts/states.js';
import { useMedia } from '../parts/use-media.js';
import { type Contact, contactListQuery } from './contacts-queries.js';
import type { ContactsSearch } from './contacts-search.js';
import { FindContact } from './find-contact.js';
import contact from './contact-page.module.css';
import styles from './contacts.module.css';

const route = getRouteApi('/frame/contacts');

/** The people messages go to, in the order of the ids that services know them by. */
export const ContactsPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useMedia('narrow');
  const list = useQuery(contactListQuery(search));
  useRowKeys({ of: 'contact' });
  const shown = narrow ? columns.filter(({ id }) => id === 'name' || id === 'tags') : columns;
  return (
    <div className={page.page}>
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
      <PagedList
        one="contact"
        many="contacts"
        search={search}
        list={list}
        columns={shown}
        empty={<NoRows search={search} onClear={() => void navigate({ search: {} })} />}
      >
        {(rows) => (
          <DataTable
            caption="Contacts"
            columns={shown}
            rows={rows}
            idOf={({ externalId }) => externalId}
            nameOf={({ name, externalId }) => name ?? externalId}
            stale={list.isPlaceholderData}
          />
        )}
      </PagedList>
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
          <span key={tag} className={contact.tag}>
            {tag}
          </span>
        ))}
        {tags.length > 3 ? <span className={styles.quiet}>+{tags.length - 3}</span> : null}
      </span>
    ),
  },
];

const NoRows = ({ search, onClear }: { readonly search: ContactsSearch; onClear(): void }) =>
  Object.keys(search).length > 0 ? (
    <NoneSo title="Nobody is so" clear="Show all contacts" onClear={onClear}>
      {search.email === undefined ? 'There is no further contact.' : 'Nobody has this address, or had it once.'}
    </NoneSo>
  ) : (
    <EmptyState icon={UsersRound} title="No contact yet">
      <p>
        They come by file, with <code>sortie contacts import</code>, or one by one over the API.
      </p>
      <Link to="/contacts/imports">Import a file</Link>
    </EmptyState>
  );
