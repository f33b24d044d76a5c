import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { Button } from '../parts/button.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { formatDuration } from '../parts/time-format.js';
import { TimeText } from '../parts/time-text.js';
import { useToast } from '../parts/toasts.js';
import { AskReason } from './ask-reason.js';
import { Asked } from './asked.js';
import { RebuildProgress } from './rebuild-progress.js';
import { type Projection, projectionsQuery, systemKey } from './system-queries.js';
import styles from './system.module.css';

/** Which there are is for the API to say. */
type Name = 'runs';

/** The read models: how far each is behind the log, whether it says what the log says, and building it anew. */
const ProjectionsPart = () => {
  const list = useQuery(projectionsQuery);
  const [asked, setAsked] = useState<string | null>(null);
  const say = useToast();
  const client = useQueryClient();
  const refusal = useSession()?.role === 'viewer' ? 'Viewers may look, not act' : undefined;
  const verify = useMutation({
    mutationFn: (name: string) =>
      answered(api.POST('/v1/projections/{name}/verify', { params: { path: { name: name as Name } } })),
    onSuccess: ({ projection, equal, tables }) => {
      const rows = tables.reduce((sum, { rows: { live } }) => sum + live, 0);
      say(
        equal
          ? {
              kind: 'done',
              title: `${projection} says what the log says`,
              detail: `${rows.toLocaleString()} rows compared.`,
            }
          : {
              kind: 'failed',
              title: `${projection} differs from the log`,
              detail: `In ${tables
                .filter((table) => !table.equal)
                .map(({ table }) => table)
                .join(', ')}. A rebuild mends it.`,
            },
      );
    },
    onError: (error, name) => say({ kind: 'failed', title: `${name} could not be compared`, detail: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: systemKey }),
  });
  return (
    <Asked query={list}>
      {({ items }) => (
        <>
          <DataTable
            caption="Read models"
            columns={[
              ...columns,
              {
                id: 'do',
                label: 'Actions',
                cell: ({ name, rebuildRequestedAt }) => (
                  <span className={styles.rowButtons}>
                    <Button
                      icon={ShieldCheck}
                      refusal={refusal}
                      disabled={verify.isPending}
                      aria-label={`Compare ${name} with the log`}
                      onClick={() => verify.mutate(name)}
                    >
                      {verify.isPending && verify.variables === name ? 'Comparing…' : 'Compare'}
                    </Button>
                    <Button
                      icon={RefreshCw}
                      refusal={refusal ?? (rebuildRequestedAt === null ? undefined : 'It is asked for already')}
                      aria-label={`Rebuild ${name}`}
                      onClick={() => setAsked(name)}
                    >
                      Rebuild
                    </Button>
                  </span>
                ),
              },
            ]}
            rows={items}
            idOf={({ name }) => name}
            nameOf={({ name }) => name}
          />
          {asked === null ? null : (
            <AskReason
              title={`Rebuild ${asked}`}
              action="Rebuild"
              onClose={() => setAsked(null)}
              onConfirm={async (said) => {
                const params = { path: { name: asked as Name } };
                await answered(api.POST('/v1/projections/{name}/rebuild', { params, body: said }));
                say({ kind: 'done', title: `A worker rebuilds ${asked}`, detail: 'Its progress is in the list.' });
              }}
            >
              A worker folds the whole log into a copy and swaps. Lists go on to show what they show; nothing is sent.
            </AskReason>
          )}
        </>
      )}
    </Asked>
  );
};

const columns: readonly Column<Projection>[] = [
  { id: 'name', label: 'Read model', grow: true, cell: ({ name }) => name },
  { id: 'version', label: 'Version', align: 'end', cell: ({ version }) => version },
  {
    id: 'behind',
    label: 'Behind',
    align: 'end',
    cell: ({ behindMs }) => (behindMs === 0 ? 'not' : formatDuration(behindMs)),
  },
  {
    id: 'asOf',
    label: 'Newest event',
    cell: ({ asOf }) => (asOf === null ? <span className={styles.quiet}>none</span> : <TimeText instant={asOf} />),
  },
  {
    id: 'parked',
    label: 'Parked streams',
    align: 'end',
    cell: ({ parkedStreams }) =>
      parkedStreams === 0 ? 0 : <span className={styles.warn}>{parkedStreams.toLocaleString()}</span>,
  },
  { id: 'rebuilt', label: 'Rebuilt', cell: (projection) => <RebuildProgress projection={projection} /> },
];

export default ProjectionsPart;
