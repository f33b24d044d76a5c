import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { useSession } from '../api/session.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Facts } from '../parts/facts.js';
import { Panel } from '../parts/panel.js';
import { EmptyState } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { RunLinks } from './run-links.js';
import { Asked } from './asked.js';
import { queueQuery, type Worker, workersQuery } from './system-queries.js';
import styles from './system.module.css';

const columns: readonly Column<Worker>[] = [
  { id: 'name', label: 'Worker', grow: true, cell: ({ name }) => <code>{name}</code> },
  { id: 'since', label: 'Since', cell: ({ startedAt }) => <TimeText instant={startedAt} /> },
  { id: 'seen', label: 'Seen', cell: ({ seenAt }) => <TimeText instant={seenAt} as="relative" /> },
  {
    id: 'windows',
    label: 'In flight at most',
    cell: ({ windows }) =>
      Object.entries(windows)
        .map(([channel, most]) => `${channel} ${most}`)
        .join(', '),
  },
  {
    id: 'trouble',
    label: 'Trouble',
    cell: ({ queueTrouble }) =>
      queueTrouble === null ? (
        <span className={styles.quiet}>none</span>
      ) : (
        <span className={styles.error}>{queueTrouble}</span>
      ),
  },
];

/** Who works, and what waits for them. */
const WorkersPart = () => {
  const workers = useQuery(workersQuery);
  const role = useSession()?.role;
  const mayAsk = role === 'operator' || role === 'manager' || role === 'admin';
  return (
    <>
      <Asked query={workers}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Cpu} title="No worker lives">
              <p>
                Nothing is sent until one does: <code>npm start</code> runs one. It goes on where the last one ended.
              </p>
            </EmptyState>
          ) : (
            <DataTable
              caption="Workers"
              columns={columns}
              rows={items}
              idOf={({ name }) => name}
              nameOf={({ name }) => name}
            />
          )
        }
      </Asked>
      <Panel title="Queue" note="a hint to workers, refilled from the log: it may be lost at any time">
        {mayAsk ? <Queue /> : <p className={styles.quiet}>Asking what is in it refills it: ask an operator</p>}
      </Panel>
    </>
  );
};

/** What waits in the queue, and what should be there and is not. */
const Queue = () => {
  const queue = useQuery(queueQuery);
  return (
    <Asked query={queue}>
      {({ reconciling, runs, batches, jobs, trouble }) => (
        <>
          {trouble === null ? null : <p className={styles.warn}>{trouble}</p>}
          <Facts
            facts={[
              ['Jobs waiting', jobs === null ? 'nobody sees the queue' : jobs.waiting.toLocaleString()],
              ['Jobs at work', jobs === null ? null : jobs.active.toLocaleString()],
              ['A worker refills it', reconciling ? 'yes, every second' : 'no'],
              ['Runs due that nobody has', runs.length === 0 ? '0' : <RunLinks key="runs" ids={runs} />],
              [
                'Batches due that nobody has',
                batches.length === 0 ? (
                  '0'
                ) : (
                  <span key="batches">
                    {batches.length.toLocaleString()}, of <RunLinks ids={batches.map(({ runId }) => runId)} />
                  </span>
                ),
              ],
            ]}
          />
        </>
      )}
    </Asked>
  );
};

export default WorkersPart;
