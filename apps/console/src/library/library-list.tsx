import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.js';
import campaigns from '../campaigns/campaigns.module.css';
import { PageHeader } from '../frame/page-header.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { Button } from '../parts/button.js';
import button from '../parts/button.module.css';
import { type Column, DataTable } from '../parts/data-table.js';
import { NoneSo } from '../parts/list/none-so.js';
import { PagedList } from '../parts/list/paged-list.js';
import page from '../parts/page.module.css';
import { useRowKeys } from '../parts/row-keys.js';
import { EmptyState } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { useMedia } from '../parts/use-media.js';
import cards from '../runs/run-cards.module.css';
import { type LibraryKind, libraryWords, type RowOf } from './library-kinds.js';
import { libraryListQuery, listKey } from './library-queries.js';
import type { LibrarySearch } from './library-search.js';
import { LibraryStatusPill } from './library-status.js';
import { LibraryTools } from './library-tools.js';
import { mayPublish } from './may-publish.js';

interface LibraryListProps<Kind extends LibraryKind> {
  readonly kind: Kind;
  readonly search: LibrarySearch;
  onChange(search: LibrarySearch): void;
  /** Between the name and when it was changed. */
  readonly columns: readonly Column<RowOf<Kind>>[];
  /** What is told of one on a narrow screen. */
  aboutOf(row: RowOf<Kind>): ReactNode;
}

/** Every goal, segment or sender by its name. */
export const LibraryList = <Kind extends LibraryKind>(props: LibraryListProps<Kind>) => {
  const { kind, search, onChange, columns, aboutOf } = props;
  const { one, title } = libraryWords[kind];
  const narrow = useMedia('narrow');
  const list = useQuery(libraryListQuery(kind, search));
  const refusal = mayPublish(useSession()?.role);
  useLiveQueries({ keys: [listKey(kind)], everyMs: 2_000 });
  useRowKeys({ of: one });
  useShortcuts([{ keys: 'Enter', label: `Open the ${one}`, group: 'List', run: () => undefined }]);
  const all = allColumns(kind, columns);
  return (
    <div className={page.page}>
      <PageHeader
        title={title}
        actions={
          <>
            {refusal === undefined ? (
              <NewLink kind={kind} />
            ) : (
              <Button icon={Plus} refusal={refusal}>
                New {one}
              </Button>
            )}
            <ApiButton requests={[{ what: `These ${kind}`, method: 'GET', path: `/v1/${kind}`, query: search }]} />
          </>
        }
      />
      <LibraryTools many={kind} search={search} onChange={onChange} />
      <PagedList
        one={one}
        many={kind}
        search={search}
        list={list}
        columns={all}
        narrow={narrow}
        empty={<NoRows kind={kind} search={search} onChange={onChange} />}
      >
        {(rows) =>
          narrow ? (
            <ul className={cards.cards} aria-label={title} data-stale={list.isPlaceholderData}>
              {rows.map((row) => (
                <li key={row.id} className={cards.card} data-row={row.id}>
                  <div className={cards.line}>
                    <LibraryStatusPill status={row.status} />
                    <span className={cards.kind}>v{row.version}</span>
                  </div>
                  <Name kind={kind} row={row} />
                  <p className={cards.when}>{aboutOf(row)}</p>
                </li>
              ))}
            </ul>
          ) : (
            <DataTable
              caption={title}
              columns={all}
              rows={rows}
              idOf={({ id }) => id}
              nameOf={({ name }) => name}
              sorting={{ by: 'name', direction: search.direction ?? 'asc' }}
              onSort={() => onChange(turned(search))}
              stale={list.isPlaceholderData}
            />
          )
        }
      </PagedList>
    </div>
  );
};

const NewLink = ({ kind }: { readonly kind: LibraryKind }) => (
  <Link to={`/${kind}/new`} className={`${button.button} ${button.primary}`}>
    <Plus size={15} aria-hidden /> New {libraryWords[kind].one}
  </Link>
);

const turned = ({ direction, after: _after, ...rest }: LibrarySearch): LibrarySearch =>
  direction === 'desc' ? rest : { ...rest, direction: 'desc' };

const idNames = { goals: 'goalId', segments: 'segmentId', senders: 'senderId' } as const;

/** The way to one of them. */
export const itemLink = (kind: LibraryKind, id: string, tab = 'overview'): LinkProps =>
  ({ to: `/${kind}/$${idNames[kind]}/$tab`, params: { [idNames[kind]]: id, tab } }) as unknown as LinkProps;

const Name = <Kind extends LibraryKind>({ kind, row }: { readonly kind: Kind; readonly row: RowOf<Kind> }) => (
  <Link {...itemLink(kind, row.id)} className={campaigns.name}>
    {row.name}
  </Link>
);

const allColumns = <Kind extends LibraryKind>(
  kind: Kind,
  own: readonly Column<RowOf<Kind>>[],
): readonly Column<RowOf<Kind>>[] => [
  { id: 'status', label: 'Status', cell: ({ status }) => <LibraryStatusPill status={status} /> },
  {
    id: 'name',
    label: libraryWords[kind].one.replace(/^./, (first) => first.toUpperCase()),
    sort: 'name',
    grow: true,
    cell: (row) => (
      <span className={campaigns.cell}>
        <Name kind={kind} row={row} />
        <span className={campaigns.version}>v{row.version}</span>
      </span>
    ),
  },
  ...own,
  {
    id: 'changed',
    label: 'Changed',
    cell: ({ updatedAt, updatedBy }) => (
      <span>
        <TimeText instant={updatedAt} as="compact" /> <span className={campaigns.quiet}>by {updatedBy}</span>
      </span>
    ),
  },
];

interface NoRowsProps {
  readonly kind: LibraryKind;
  readonly search: LibrarySearch;
  onChange(search: LibrarySearch): void;
}

const NoRows = ({ kind, search, onChange }: NoRowsProps) => {
  const { one, icon, about } = libraryWords[kind];
  return search.status !== undefined || search.name !== undefined || search.after !== undefined ? (
    <NoneSo title={`No ${one} is so`} onClear={() => onChange({})}>
      Nothing that is there passes these filters.
    </NoneSo>
  ) : (
    <EmptyState icon={icon} title={`No ${one} yet`}>
      {about}
    </EmptyState>
  );
};
