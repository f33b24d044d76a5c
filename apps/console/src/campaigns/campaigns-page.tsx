import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Megaphone, PanelRight } from 'lucide-react';
import { PageHeader } from '../frame/page-header.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { DataTable } from '../parts/data-table.js';
import { IconButton } from '../parts/icon-button.js';
import { NoneSo } from '../parts/list/none-so.js';
import { PagedList } from '../parts/list/paged-list.js';
import page from '../parts/page.module.css';
import { focusedRow, useRowKeys } from '../parts/row-keys.js';
import { Split } from '../parts/split.js';
import { EmptyState } from '../parts/states.js';
import { useMedia } from '../parts/use-media.js';
import { NewCampaign } from './actions/new-campaign.js';
import { CampaignCards } from './campaign-cards.js';
import { campaignColumns } from './campaign-columns.js';
import { campaignListQuery, type CampaignRow, queryOf } from './campaign-queries.js';
import { CampaignSummary } from './campaign-summary.js';
import { CampaignsTools } from './campaigns-tools.js';
import type { CampaignsSearch } from './campaigns-search.js';

const route = getRouteApi('/frame/campaigns');

/** Every campaign by its name. */
export const CampaignsPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useMedia('narrow');
  const list = useQuery(campaignListQuery(search));
  useLiveQueries({ keys: [['campaigns', 'list']], everyMs: 2_000 });
  const show = (next: CampaignsSearch): void => void navigate({ search: next });
  const { open, ...unopened } = search;
  const look = (id: string | undefined): void =>
    void navigate({
      search: id === undefined ? unopened : { ...unopened, open: id },
      replace: true,
      resetScroll: false,
    });
  useRowKeys({ of: 'campaign' });
  useShortcuts([
    { keys: 'Enter', label: 'Open the campaign', group: 'List', run: () => undefined },
    { keys: 'o', label: 'Show it beside the list', group: 'List', run: () => look(focusedRow() ?? undefined) },
  ]);
  return (
    <div className={page.page}>
      <PageHeader
        title="Campaigns"
        actions={
          <>
            <NewCampaign />
            <ApiButton
              requests={[{ what: 'These campaigns', method: 'GET', path: '/v1/campaigns', query: queryOf(search) }]}
            />
          </>
        }
      />
      <CampaignsTools search={search} onChange={show} />
      <Split
        panel={open === undefined ? null : <CampaignSummary key={open} id={open} onClose={() => look(undefined)} />}
      >
        <PagedList
          one="campaign"
          many="campaigns"
          search={unopened}
          list={list}
          columns={campaignColumns}
          narrow={narrow}
          empty={<NoRows search={search} onChange={show} />}
        >
          {(rows) =>
            narrow ? (
              <CampaignCards rows={rows} stale={list.isPlaceholderData} />
            ) : (
              <DataTable
                caption="Campaigns"
                // With one of them beside it, there is no room for who changed what.
                columns={open === undefined ? campaignColumns : campaignColumns.slice(0, -1)}
                rows={rows}
                idOf={({ id }) => id}
                nameOf={({ name }) => name}
                sorting={{ by: 'name', direction: search.direction ?? 'asc' }}
                onSort={() => show(turned(search))}
                menuOf={(row) => <Beside row={row} onLook={() => look(row.id)} />}
                stale={list.isPlaceholderData}
              />
            )
          }
        </PagedList>
      </Split>
    </div>
  );
};

const turned = ({ direction, after: _after, ...rest }: CampaignsSearch): CampaignsSearch =>
  direction === 'desc' ? rest : { ...rest, direction: 'desc' };

const Beside = ({ row, onLook }: { readonly row: CampaignRow; onLook(): void }) => (
  <IconButton
    icon={PanelRight}
    look="quiet"
    label={`Show ${row.name} beside the list`}
    title="Show it beside the list"
    onClick={onLook}
  />
);

const NoRows = ({ search, onChange }: { readonly search: CampaignsSearch; onChange(search: CampaignsSearch): void }) =>
  search.status !== undefined || search.name !== undefined || search.after !== undefined ? (
    <NoneSo title="No campaign is so" onClear={() => onChange({})}>
      Nothing that is there passes these filters.
    </NoneSo>
  ) : (
    <EmptyState icon={Megaphone} title="No campaign yet">
      A campaign is the plan: whom to write to, on which channel, what to say and to which end. A run is one execution
      of it. Managers begin one with “New campaign”.
    </EmptyState>
  );
