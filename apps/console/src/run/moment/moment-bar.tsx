import { useNavigate } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, History, Radio } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useShortcuts } from '../../frame/shortcuts.js';
import { Button } from '../../parts/button.js';
import { TimeText } from '../../parts/time-text.js';
import styles from './moment-bar.module.css';

export interface Milestone {
  readonly number: number;
  readonly type: string;
}

interface MomentBarProps {
  /** Absent: now. */
  readonly at: number | undefined;
  /** How many events there are. */
  readonly last: number;
  /** When the shown moment was. */
  readonly instant: string | null;
  readonly milestones: readonly Milestone[];
}

/** How long the slider rests before the page follows, in ms: reading on the way would answer too late. */
const restMs = 60;

/** Moves the whole page to any event of the run's history; the past is read-only. */
export const MomentBar = ({ at, last, instant, milestones }: MomentBarProps) => {
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? at ?? last;
  const go = (number: number | undefined): void => {
    setDragged(null);
    const bounded = number === undefined ? undefined : Math.min(Math.max(number, 1), last);
    void navigate({
      to: '.',
      search: ({ at: _, ...rest }) => (bounded === undefined ? rest : { ...rest, at: bounded }),
      replace: true,
      resetScroll: false,
    });
  };
  useEffect(() => {
    if (dragged === null) return undefined;
    const timer = setTimeout(() => go(dragged), restMs);
    return () => clearTimeout(timer);
  });
  useShortcuts([
    {
      keys: '[',
      label: 'One event back',
      group: 'Time travel',
      run: () => go((at ?? last) - (at === undefined ? 0 : 1)),
    },
    { keys: ']', label: 'One event on', group: 'Time travel', run: () => (at === undefined ? undefined : go(at + 1)) },
    { keys: 'l', label: 'Return to live', group: 'Time travel', run: () => go(undefined) },
  ]);
  const past = at !== undefined;
  return (
    <section className={`${styles.bar} ${past ? styles.past : ''}`} aria-label="Time travel">
      <p className={styles.words}>
        {past ? <History size={14} aria-hidden /> : <Radio size={14} aria-hidden />}
        {past ? (
          <>
            <strong>
              Viewing the past: event {at.toLocaleString()} of {last.toLocaleString()}
            </strong>
            {instant === null ? null : <TimeText instant={instant} as="seconds" />}
          </>
        ) : (
          <span>Live, {last.toLocaleString()} events</span>
        )}
      </p>
      <div className={styles.controls}>
        <button
          type="button"
          className={styles.step}
          aria-label="One event back"
          disabled={shown <= 1}
          onClick={() => go(past ? at - 1 : last - 1)}
        >
          <ChevronLeft size={16} aria-hidden />
        </button>
        <div className={styles.track}>
          <input
            type="range"
            className={styles.slider}
            min={1}
            max={Math.max(last, 1)}
            value={shown}
            aria-label="Event of the history"
            aria-valuetext={`event ${shown} of ${last}`}
            onChange={(event) => setDragged(Number(event.target.value))}
          />
          <Ticks last={last} milestones={milestones} />
        </div>
        <button
          type="button"
          className={styles.step}
          aria-label="One event on"
          disabled={!past || shown >= last}
          onClick={() => go(shown + 1)}
        >
          <ChevronRight size={16} aria-hidden />
        </button>
        {past ? (
          <Button look="primary" icon={Radio} onClick={() => go(undefined)}>
            Return to live
          </Button>
        ) : null}
      </div>
    </section>
  );
};

const Ticks = ({ last, milestones }: Pick<MomentBarProps, 'last' | 'milestones'>) => (
  <span className={styles.ticks} aria-hidden>
    {milestones.map(({ number, type }) => (
      <span
        key={number}
        className={styles.tick}
        title={`${number} ${type}`}
        style={{ insetInlineStart: `${last <= 1 ? 0 : ((number - 1) / (last - 1)) * 100}%` }}
      />
    ))}
  </span>
);
