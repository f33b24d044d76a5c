import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Hand } from 'lucide-react';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { viewerRefusal } from '../api/viewer-refusal.js';
import { Button } from '../parts/button.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { EmptyState } from '../parts/states.js';
import { RunStatusPill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import { useToast } from '../parts/toasts.js';
import { AskReason } from './ask-reason.js';
import { Asked } from './asked.js';
import { HoldScopeText } from './hold-scope-text.js';
import { PlaceHold } from './place-hold.js';
import { heldRunsQuery, type Hold, holdsQuery } from './system-queries.js';
import { RunLinks } from './run-links.js';
import styles from './system.module.css';

const wait = 'wait=5';

/** What is stopped, by whom and why, and letting it go on. */
const HoldsPart = () => {
  const holds = useQuery(holdsQuery);
  const runs = useQuery(heldRunsQuery);
  const [placing, setPlacing] = useState(false);
  const [lifting, setLifting] = useState<string | null>(null);
  const say = useToast();
  const refusal = viewerRefusal(useSession()?.role);
  return (
    <>
      <div className={styles.tools}>
        <span>No further message of what is on hold is claimed; what is claimed may still leave.</span>
        <Button icon={Hand} look="danger" refusal={refusal} onClick={() => setPlacing(true)}>
          Place a hold
        </Button>
      </div>
      <Asked query={holds}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={CircleCheck} title="No hold is in force" />
          ) : (
            <DataTable
              caption="Holds in force"
              columns={[
                ...columns,
                {
                  id: 'lift',
                  label: 'Actions',
                  cell: ({ scope }) => (
                    <Button
                      refusal={refusal}
                      aria-label={`Lift the hold of ${scope}`}
                      onClick={() => setLifting(scope)}
                    >
                      Lift
                    </Button>
                  ),
                },
              ]}
              rows={items}
              idOf={({ scope }) => scope}
              nameOf={({ scope }) => scope}
            />
          )
        }
      </Asked>
      <Asked query={runs} lines={2}>
        {({ items }) =>
          items.length === 0 ? null : (
            <Panel title="Runs on hold by themselves" note="after a restore: those that were open in the backup" flush>
              <DataTable
                caption="Runs on hold by themselves"
                columns={runColumns}
                rows={items}
                idOf={({ runId }) => runId}
                nameOf={({ runId }) => runId}
              />
            </Panel>
          )
        }
      </Asked>
      {placing ? <PlaceHold onClose={() => setPlacing(false)} /> : null}
      {lifting === null ? null : (
        <AskReason
          title="Lift the hold"
          action="Lift it"
          onClose={() => setLifting(null)}
          onConfirm={async (said) => {
            const params = { header: { Prefer: wait } };
            await answered(api.POST('/v1/holds/lift', { params, body: { ...said, scope: lifting } }));
            say({ kind: 'done', title: 'The hold is lifted', detail: 'Workers go on where they stood.' });
          }}
        >
          Messages of <HoldScopeText scope={lifting} /> are claimed again at once.
        </AskReason>
      )}
    </>
  );
};

const columns: readonly Column<Hold>[] = [
  { id: 'scope', label: 'What', cell: ({ scope }) => <HoldScopeText scope={scope} /> },
  {
    id: 'reason',
    label: 'Why',
    grow: true,
    cell: ({ reason }) => <bdi className={styles.wrap}>{reason ?? 'no reason was given'}</bdi>,
  },
  { id: 'by', label: 'By', cell: ({ actor }) => actor },
  { id: 'since', label: 'Since', cell: ({ since }) => <TimeText instant={since} /> },
];

const runColumns: readonly Column<Schemas['HeldRun']>[] = [
  { id: 'run', label: 'Run', cell: ({ runId }) => <RunLinks ids={[runId]} /> },
  { id: 'campaign', label: 'Campaign', grow: true, cell: ({ campaign }) => <bdi>{campaign.name ?? campaign.id}</bdi> },
  { id: 'status', label: 'Status', cell: ({ status }) => <RunStatusPill status={status} /> },
  {
    id: 'open',
    label: 'Without outcome',
    align: 'end',
    cell: ({ withoutOutcome }) => withoutOutcome?.toLocaleString() ?? '–',
  },
  { id: 'since', label: 'On hold since', cell: ({ since }) => <TimeText instant={since} /> },
];

export default HoldsPart;
