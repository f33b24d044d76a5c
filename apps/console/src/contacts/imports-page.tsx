import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileClock } from 'lucide-react';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { type Column, DataTable } from '../parts/data-table.js';
import page from '../parts/page.module.css';
import { EmptyState, Unread } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { useMedia } from '../parts/use-media.js';
import { type ImportReport, importsQuery } from './contacts-queries.js';
import { ImportForm } from './import-form.js';
import { ImportStatePill } from './import-state.js';
import styles from './contacts.module.css';

/** A file of contacts, and what became of those before. */
export const ImportsPage = () => {
  const imports = useQuery(importsQuery);
  const narrow = useMedia('narrow');
  return (
    <div className={page.page}>
      <PageHeader
        title="Import contacts"
        actions={
          <ApiButton
            requests={[
              { what: 'These imports', method: 'GET', path: '/v1/contacts/imports' },
              {
                what: 'Import a file: add --data-binary @contacts.csv',
                method: 'POST',
                path: '/v1/contacts/imports',
                query: { source: 'contacts.csv' },
                headers: { 'Content-Type': 'text/csv' },
              },
            ]}
          />
        }
      />
      <ImportForm />
      {imports.data === undefined ? (
        <Unread of={imports} lines={4} />
      ) : imports.data.items.length === 0 ? (
        <EmptyState icon={FileClock} title="No import yet" />
      ) : (
        <DataTable
          caption="Imports"
          columns={narrow ? columns.filter(({ id }) => id !== 'rows' && id !== 'format') : columns}
          rows={imports.data.items}
          idOf={({ id }) => id}
          nameOf={({ source }) => source}
        />
      )}
    </div>
  );
};

const columns: readonly Column<ImportReport>[] = [
  {
    id: 'source',
    label: 'File',
    grow: true,
    cell: ({ id, source }) => (
      <Link to="/contacts/imports/$importId" params={{ importId: id }} className={styles.link}>
        <bdi>{source}</bdi>
      </Link>
    ),
  },
  { id: 'state', label: 'State', cell: (report) => <ImportStatePill report={report} /> },
  { id: 'format', label: 'Format', cell: ({ format }) => format.toUpperCase() },
  { id: 'rows', label: 'Rows', align: 'end', cell: ({ rows }) => rows.toLocaleString() },
  { id: 'refused', label: 'Refused', align: 'end', cell: ({ refused }) => refused.toLocaleString() },
  { id: 'started', label: 'Started', cell: ({ startedAt }) => <TimeText instant={startedAt} /> },
];
