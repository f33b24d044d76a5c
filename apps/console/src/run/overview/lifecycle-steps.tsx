import { Link } from '@tanstack/react-router';
import { Check, Circle, CircleDot, Minus, X } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { formatDuration } from '../../parts/time-format.js';
import { TimeText } from '../../parts/time-text.js';
import { lifecycleOf, type Step } from './lifecycle.js';
import styles from './lifecycle-steps.module.css';

const looks = {
  done: { icon: Check, word: 'done' },
  now: { icon: CircleDot, word: 'now' },
  ahead: { icon: Circle, word: 'ahead' },
  'left-out': { icon: Minus, word: 'never' },
  'ended-badly': { icon: X, word: 'ended' },
} as const satisfies Record<Step['state'], object>;

interface LifecycleStepsProps {
  readonly run: Schemas['Run'];
  readonly events: readonly Schemas['HistoryItem'][];
}

export const LifecycleSteps = ({ run, events }: LifecycleStepsProps) => (
  <ol className={styles.steps}>
    {lifecycleOf(run.status, events).map((step) => {
      const { icon: Icon, word } = looks[step.state];
      return (
        <li
          key={step.label}
          className={`${styles.step} ${styles[step.state]}`}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <span className={styles.dot}>
            <Icon size={13} strokeWidth={2.4} aria-hidden />
          </span>
          <div className={styles.text}>
            <span className={styles.label}>{step.label}</span>
            {step.event === null ? (
              <span className={styles.note}>{word}</span>
            ) : (
              <>
                <span>
                  <TimeText instant={step.event.at} as="seconds" />
                  {step.tookMs === null ? null : (
                    <span className={styles.note}> after {formatDuration(step.tookMs)}</span>
                  )}
                </span>
                <span className={styles.note}>
                  {step.event.actor},{' '}
                  <Link
                    to="/runs/$runId/$tab"
                    params={{ runId: run.id, tab: 'history' }}
                    search={{ event: step.event.number }}
                    className={styles.event}
                  >
                    event {step.event.number}
                  </Link>
                </span>
              </>
            )}
          </div>
        </li>
      );
    })}
  </ol>
);
