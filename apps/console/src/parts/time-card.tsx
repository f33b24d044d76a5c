import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useZone } from '../frame/zone.js';
import { CopyButton } from './copy-button.js';
import { formatInstant, formatRelative } from './time-format.js';
import styles from './time-text.module.css';
import { useNow } from './use-now.js';

/** Long enough that a pointer on its way elsewhere opens nothing; time to reach the card with it. */
const delayMs = { open: 350, close: 200 };

const timeAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('time[data-zone]') : null;

/** One card for every time on the page: a list shows hundreds of them. */
export const TimeCard = () => {
  const [shown, setShown] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    const soon = (time: HTMLElement | null, ms: number): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setShown(time), ms);
    };
    const over = ({ target }: Event): void => {
      if (target instanceof Element && target.closest('[data-time-card]')) clearTimeout(timer.current);
      else if (timeAt(target) === null) soon(null, delayMs.close);
      else soon(timeAt(target), delayMs.open);
    };
    const focus = ({ target }: Event): void => {
      if (timeAt(target)?.matches(':focus-visible')) soon(timeAt(target), delayMs.open);
      else if (!(target instanceof Element && target.closest('[data-time-card]'))) soon(null, 0);
    };
    const key = ({ key: pressed }: KeyboardEvent): void => {
      if (pressed === 'Escape') soon(null, 0);
    };
    const away = (): void => soon(null, 0);
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('keydown', key);
    window.addEventListener('scroll', away, true);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('keydown', key);
      window.removeEventListener('scroll', away, true);
    };
  }, []);

  return shown?.isConnected ? createPortal(<Card time={shown} />, document.body) : null;
};

const width = 420;

const Card = ({ time }: { readonly time: HTMLElement }) => {
  const { left, bottom, top } = time.getBoundingClientRect();
  const below = bottom + 220 < window.innerHeight;
  return (
    <div
      className={styles.card}
      data-time-card
      role="tooltip"
      style={{
        left: Math.max(8, Math.min(left, window.innerWidth - width - 8)),
        ...(below ? { top: bottom + 4 } : { bottom: window.innerHeight - top + 4 }),
      }}
    >
      <Forms instant={time.getAttribute('datetime') ?? ''} own={time.dataset['zone'] ?? ''} />
    </div>
  );
};

const Forms = ({ instant, own }: { readonly instant: string; readonly own: string }) => {
  const { name } = useZone();
  const now = useNow(true);
  const zones = [...new Set([own, name, 'UTC'])].filter((zone) => zone !== '');
  const forms: readonly (readonly [label: string, text: string])[] = [
    ['Relative', formatRelative(instant, now)],
    ...zones.map((zone) => [zone, formatInstant(instant, zone, 'full')] as const),
    ['ISO 8601', instant],
    ['Unix ms', String(Date.parse(instant))],
  ];
  return (
    <dl>
      {forms.map(([label, text]) => (
        <div key={label} className={styles.form}>
          <dt>{label}</dt>
          <dd>{text}</dd>
          <CopyButton text={text} label={`Copy: ${label}`} />
        </div>
      ))}
    </dl>
  );
};
