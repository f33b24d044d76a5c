import type { ChannelKind } from '../campaign/messages.js';
import { hourMs, instantOf, millisOf } from '../kernel/calendar.js';
import type { Instant } from '../kernel/message.js';
import type { Zone, ZoneRules } from '../schedule/zone.js';
import type { QuietPolicy } from './messages.js';
import { spellAt } from './times.js';

/** What quiet hours say of one message at one moment. */
export type QuietVerdict =
  /** It may be claimed before `until`; null: no window begins within two weeks. */
  | { readonly kind: 'open'; readonly until: Instant | null }
  | { readonly kind: 'hold'; readonly until: Instant }
  /** `until`: when it would have been over; null when that is more than two weeks ahead. */
  | { readonly kind: 'skip'; readonly because: 'policy' | 'too-long'; readonly until: Instant | null };

const horizonMs = 14 * 24 * hourMs;

/**
 * Whether a message to somebody in this zone (null: not known) may leave now. A zone that the runtime does not know is
 * none: then it is quiet while it is quiet in any of the policy's.
 */
export const judgeQuiet = (
  policy: QuietPolicy,
  {
    channel,
    timeZone,
    now,
  }: { readonly channel: ChannelKind; readonly timeZone: string | null; readonly now: Instant },
  rules: ZoneRules,
): QuietVerdict => {
  const moment = millisOf(now);
  const zones = zonesFor(policy, timeZone, rules);
  const { quiet, until: change } = spellAt(policy.windows, { channel, zones, moment, horizonMs });
  const until = change === null ? null : instantOf(change);
  if (!quiet) return { kind: 'open', until };
  if (policy.policy === 'skip') return { kind: 'skip', because: 'policy', until };
  if (change === null || until === null || change - moment > policy.holdAtMostHours * hourMs)
    return { kind: 'skip', because: 'too-long', until };
  return { kind: 'hold', until };
};

const zonesFor = (policy: QuietPolicy, timeZone: string | null, rules: ZoneRules): readonly Zone[] => {
  const own = timeZone === null ? null : rules(timeZone);
  if (own !== null) return [own];
  const known = policy.zones.flatMap((name) => rules(name) ?? []);
  if (known.length === 0) throw new TypeError(`none of the zones is known: ${policy.zones.join(', ')}`);
  return known;
};
