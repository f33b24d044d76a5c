import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useLiveState } from '../live/use-live.js';
import { Facts } from '../parts/facts.js';
import { Panel } from '../parts/panel.js';
import { Pill } from '../parts/status-pill.js';
import type { StatusLook } from '../parts/statuses.js';
import { formatDuration } from '../parts/time-format.js';
import { Asked } from './asked.js';
import { holdsQuery, readyQuery } from './system-queries.js';
import styles from './system.module.css';

const queueLooks = {
  well: { label: 'Workers at work', tone: 'good', icon: CircleCheck },
  'in-trouble': { label: 'Trouble with the queue', tone: 'warn', icon: TriangleAlert },
  'no-worker': { label: 'No worker lives', tone: 'bad', icon: CircleAlert },
} as const satisfies Record<string, StatusLook>;

const up: StatusLook = { label: 'The stores answer', tone: 'good', icon: CircleCheck };
const down: StatusLook = { label: 'The service is not ready', tone: 'bad', icon: CircleAlert };

/** From so far behind on people should know of it. */
const behindMs = 2_000;

const live = { live: 'events as they happen', polling: 'asks every five seconds', connecting: 'connecting' } as const;

/** Whether everything answers, and how old what the lists show is. */
const HealthPart = () => {
  const ready = useQuery(readyQuery);
  const holds = useQuery(holdsQuery);
  const state = useLiveState();
  return (
    <Asked query={ready}>
      {(body) => (
        <>
          <div className={styles.state} role="status">
            <Pill look={ready.isError ? down : up} />
            <Pill look={queueLooks[body.queue]} />
          </div>
          {body.queue === 'no-worker' ? (
            <p className={styles.warn}>
              Nothing is sent, and lists stand still, until a worker lives: <code>npm start</code> runs one, and goes on
              where the last one ended.
            </p>
          ) : null}
          <div className={styles.grid}>
            <div className={styles.column}>
              <Panel title="Service">
                <Facts
                  facts={[
                    ['Life of the log', `number ${body.epoch}`],
                    ['Clocks apart', body.clockSkewMs === 0 ? 'no' : formatDuration(body.clockSkewMs)],
                    ['This page', live[state]],
                  ]}
                />
              </Panel>
              <Panel title="Holds">
                <Asked query={holds} lines={1}>
                  {({ items }) =>
                    items.length === 0 ? (
                      <p className={styles.quiet}>None in force.</p>
                    ) : (
                      <p className={styles.warn}>
                        {items.length === 1 ? 'One is' : `${items.length} are`} in force:{' '}
                        <Link to="/system/$part" params={{ part: 'holds' }} className={styles.plain}>
                          see why
                        </Link>
                      </p>
                    )
                  }
                </Asked>
              </Panel>
            </div>
            <Panel title="Read models" note="age of the oldest event that the lists lack">
              <Facts
                facts={body.readModels.map(({ name, behindMs: behind }) => [
                  name,
                  behind > behindMs ? (
                    <span key="behind" className={styles.warn}>
                      {formatDuration(behind)} behind
                    </span>
                  ) : behind === 0 ? (
                    'up to date'
                  ) : (
                    `${formatDuration(behind)} behind`
                  ),
                ])}
              />
            </Panel>
          </div>
        </>
      )}
    </Asked>
  );
};

export default HealthPart;
