import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RotateCw } from 'lucide-react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { Button } from '../parts/button.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { useToast } from '../parts/toasts.js';
import { Asked } from './asked.js';
import { parkedQuery, systemKey } from './system-queries.js';
import styles from './system.module.css';

type Stream = Schemas['ParkedStream'];
type Work = Schemas['Parked']['work'][number];
type Retry = Schemas['RetryBody'];

/** What failed too often and waits for somebody, so that the rest goes on. */
const ParkedPart = () => {
  const parked = useQuery(parkedQuery);
  const retry = useRetry();
  const refusal = useSession()?.role === 'viewer' ? 'Viewers may look, not act' : undefined;
  const button = (name: string, body: Retry) => (
    <Button
      icon={RotateCw}
      refusal={refusal}
      disabled={retry.isPending}
      aria-label={`Try ${name} again`}
      onClick={() => retry.mutate(body)}
    >
      Try again
    </Button>
  );
  return (
    <Asked query={parked}>
      {({ streams, work }) =>
        streams.length === 0 && work.length === 0 ? (
          <EmptyState icon={CircleCheck} title="Nothing is parked">
            Work that fails five times, and events that a list cannot take in, wait here for somebody.
          </EmptyState>
        ) : (
          <>
            {work.length === 0 ? null : (
              <DataTable
                caption="Parked work"
                columns={[...workColumns, { id: 'retry', label: 'Retry', cell: ({ item }) => button(item, { item }) }]}
                rows={work}
                idOf={({ item }) => item}
                nameOf={({ item }) => item}
              />
            )}
            {streams.length === 0 ? null : (
              <DataTable
                caption="Parked streams"
                columns={[
                  ...streamColumns,
                  {
                    id: 'retry',
                    label: 'Retry',
                    cell: ({ stream, projection }) =>
                      button(stream, { stream, projection: projection as NonNullable<Retry['projection']> }),
                  },
                ]}
                rows={streams}
                idOf={({ projection, stream }) => `${projection} ${stream}`}
                nameOf={({ stream }) => stream}
              />
            )}
          </>
        )
      }
    </Asked>
  );
};

const useRetry = () => {
  const client = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (body: Retry) => answered(api.POST('/v1/parked/retry', { body })),
    onSuccess: (retried) => {
      const failed = retried.kind === 'retried' ? retried.streams.filter(({ error }) => error !== null) : [];
      if (failed.length > 0)
        say({ kind: 'failed', title: 'It stays parked', detail: failed.map(({ error }) => error).join('; ') });
      else
        say({
          kind: 'done',
          title:
            retried.kind === 'rebuild-requested' ? 'A rebuild puts the events in their place' : 'It is tried again',
        });
    },
    onError: (error) => say({ kind: 'failed', title: 'It could not be tried again', detail: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: systemKey }),
  });
};

const workColumns: readonly Column<Work>[] = [
  { id: 'item', label: 'Work', cell: ({ item }) => <code className={styles.wrap}>{item}</code> },
  { id: 'error', label: 'Why', grow: true, cell: ({ error }) => <span className={styles.error}>{error}</span> },
  { id: 'tries', label: 'Tries', align: 'end', cell: ({ tries }) => tries },
  { id: 'since', label: 'Since', cell: ({ parkedAt }) => <TimeText instant={parkedAt} /> },
];

const streamColumns: readonly Column<Stream>[] = [
  { id: 'stream', label: 'Stream', cell: ({ stream }) => <code className={styles.wrap}>{stream}</code> },
  { id: 'projection', label: 'Read model', cell: ({ projection }) => projection },
  {
    id: 'event',
    label: 'Event',
    cell: ({ type, revision }) => (
      <>
        {type} <span className={styles.quiet}>revision {revision}</span>
      </>
    ),
  },
  { id: 'error', label: 'Why', grow: true, cell: ({ error }) => <span className={styles.error}>{error}</span> },
  { id: 'waiting', label: 'Waiting', align: 'end', cell: ({ waiting }) => waiting.toLocaleString() },
  { id: 'since', label: 'Since', cell: ({ since }) => <TimeText instant={since} /> },
];

export default ParkedPart;
