import type { Ledger } from './checks.js';

const width = 30;

/** `██████▌          1,204 of 4,629  sent 1,190, skipped 14, 412/s` */
export const progressLine = (ledger: Ledger, elapsedMs: number): string => {
  const { audience, waiting, inFlight, accepted, refused, unknown } = ledger;
  const done = audience - waiting - inFlight;
  const share = audience === 0 ? 0 : done / audience;
  const skipped = Object.values(ledger.skipped).reduce((total, each) => total + each, 0);
  const rate = elapsedMs > 0 ? Math.round((accepted * 1_000) / elapsedMs) : 0;
  const parts = [
    `sent ${n(accepted)}`,
    ...named(refused, 'refused'),
    ...named(skipped, 'skipped'),
    ...named(unknown, 'unknown'),
  ];
  return `${bar(share)} ${n(done)} of ${n(audience)}  ${parts.join(', ')}, ${n(rate)}/s`;
};

/** Eighths of a character, so that it moves steadily. */
const bar = (share: number): string => {
  const eighths = Math.round(share * width * 8);
  const rest = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? '';
  return `${'█'.repeat(Math.floor(eighths / 8))}${rest}`.padEnd(width, '░');
};

const n = (count: number): string => count.toLocaleString('en');

const named = (count: number, name: string): readonly string[] => (count === 0 ? [] : [`${name} ${n(count)}`]);
