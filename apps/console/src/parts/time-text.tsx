import { HoverCard } from 'radix-ui';
import { useZone } from '../frame/zone.js';
import { CopyButton } from './copy-button.js';
import { formatInstant, formatRelative, type TimeStyle } from './time-format.js';
import styles from './time-text.module.css';
import { useNow } from './use-now.js';

interface TimeTextProps {
  readonly instant: string;
  /** `relative`: how long ago; hovering and focusing tell the rest. */
  readonly as?: TimeStyle | 'relative';
  /** The run's or schedule's own zone, told as well. */
  readonly zone?: string;
}

/** An instant in the chosen zone; with the pointer or the focus on it, in all forms, each to copy. */
export const TimeText = ({ instant, as = 'short', zone: own }: TimeTextProps) => {
  const { name } = useZone();
  const now = useNow(as === 'relative');
  const text = as === 'relative' ? formatRelative(instant, now) : formatInstant(instant, name, as);
  return (
    <HoverCard.Root openDelay={350} closeDelay={120}>
      <HoverCard.Trigger asChild>
        <time dateTime={instant} className={styles.time} tabIndex={0}>
          {text}
        </time>
      </HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content className={styles.card} sideOffset={6} collisionPadding={8}>
          <TimeForms instant={instant} {...(own === undefined ? {} : { own })} />
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  );
};

const TimeForms = ({ instant, own }: { readonly instant: string; readonly own?: string }) => {
  const { name } = useZone();
  const now = useNow(true);
  const zones = [...new Set([...(own === undefined ? [] : [own]), name, 'UTC'])];
  const forms: readonly (readonly [label: string, text: string])[] = [
    ['Relative', formatRelative(instant, now)],
    ...zones.map((zone) => [zone, formatInstant(instant, zone, 'full')] as const),
    ['ISO', instant],
    ['Unix ms', String(Date.parse(instant))],
  ];
  return (
    <dl className={styles.forms}>
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
