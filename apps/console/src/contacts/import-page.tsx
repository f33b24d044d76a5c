import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { CopyId } from '../parts/copy-id.js';
import { Facts } from '../parts/facts.js';
import page from '../parts/page.module.css';
import { Panel } from '../parts/panel.js';
import { EmptyState } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { UnreadPage } from '../parts/unread-page.js';
import { type VirtualColumn, VirtualTable } from '../parts/virtual-table.js';
import { ExportMenu } from '../runs/export/export-menu.js';
import { type ImportFault, importQuery, type ImportReport } from './contacts-queries.js';
import { ImportStatePill } from './import-state.js';
import contact from './contact-page.module.css';
import styles from './contacts.module.css';

const route = getRouteApi('/frame/contacts/imports/$importId');

/** What an import did, also while it runs, and every row that it refused. */
export const ImportPage = () => {
  const { importId } = route.useParams();
  const read = useInfiniteQuery(importQuery(importId));
  const report = read.data?.pages[0];
  if (report === undefined) return <UnreadPage of={read} title="Import" what="report" />;
  const rows = read.data?.pages.flatMap(({ refusedRows }) => refusedRows) ?? [];
  return (
    <div className={page.page}>
      <PageHeader
        title={report.source}
        beside={<ImportStatePill report={report} />}
        actions={
          <ApiButton requests={[{ what: 'This report', method: 'GET', path: `/v1/contacts/imports/${importId}` }]} />
        }
      >
        <p className={contact.under}>
          <span>
            Started <TimeText instant={report.startedAt} />
          </span>
          <CopyId id={report.id} of="import" />
          <Link to="/contacts/imports" className={styles.link}>
            All imports
          </Link>
        </p>
      </PageHeader>
      {report.detail === null ? null : <p className={styles.detail}>{report.detail}</p>}
      <Outcome report={report} />
      {rows.length === 0 ? (
        report.state === 'running' ? null : (
          <EmptyState icon={CircleCheck} title="No row was refused" />
        )
      ) : (
        <section className={page.page} aria-label="Refused rows">
          <div className={styles.head}>
            <h2 className={styles.heading}>Refused rows</h2>
            <ExportMenu
              label="Export the refused rows"
              path={`/v1/contacts/imports/${importId}/refused/export`}
              query={{}}
            />
          </div>
          <VirtualTable
            caption="Refused rows, with the line of the file"
            columns={columns}
            rows={rows}
            keyOf={({ row, column, reason }) => `${row} ${column ?? ''} ${reason}`}
            total={read.hasNextPage ? undefined : rows.length}
            more={read.hasNextPage && !read.isFetchingNextPage}
            onMore={() => void read.fetchNextPage()}
          />
        </section>
      )}
    </div>
  );
};

const Outcome = ({ report }: { readonly report: ImportReport }) => {
  const { rows, created, updated, unchanged, refused, withoutAddress, columns: taken, faults } = report;
  const counts = { Rows: rows, Created: created, Updated: updated, Unchanged: unchanged, Refused: refused };
  return (
    <div className={styles.grid}>
      <Panel title="Outcome">
        <div role="status">
          <dl className={styles.counts}>
            {Object.entries({ ...counts, 'Without address': withoutAddress }).map(([name, count]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{count.toLocaleString()}</dd>
              </div>
            ))}
          </dl>
        </div>
      </Panel>
      {Object.keys(taken).length === 0 ? null : (
        <Panel title="Columns" note="what became of each">
          <Facts facts={Object.entries(taken).map(([column, field]) => [column, <code key="field">{field}</code>])} />
        </Panel>
      )}
      {Object.keys(faults).length === 0 ? null : (
        <Panel title="Why rows were refused">
          <Facts facts={Object.entries(faults).map(([reason, count]) => [reason, count?.toLocaleString()])} />
        </Panel>
      )}
    </div>
  );
};

const columns: readonly VirtualColumn<ImportFault>[] = [
  { id: 'row', header: 'Row', width: '5rem', numeric: true, cell: ({ row }) => row.toLocaleString() },
  { id: 'column', header: 'Column', width: '9rem', cell: ({ column }) => <bdi>{column}</bdi> },
  { id: 'reason', header: 'Reason', width: '11rem', optional: true, cell: ({ reason }) => <code>{reason}</code> },
  { id: 'detail', header: 'What is wrong', cell: ({ detail }) => <bdi>{detail}</bdi> },
];
