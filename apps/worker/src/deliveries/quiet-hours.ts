import type { BatchCommand } from '#domain/batch/messages.js';
import type { Recipient } from '#domain/batch/state.js';
import type { Instant } from '#domain/kernel/message.js';
import { judgeQuiet, type QuietVerdict } from '#domain/quiet-hours/judge.js';
import type { Sql } from '#platform/database/pool.js';
import { intlZones } from '#platform/zones/zones.js';
import { timeZonesOf } from '#vault/contacts/contacts.js';
import type { Plan } from './plan.js';

/** Who of the due may be claimed now, and what is to be recorded of the others. */
export interface QuietLook {
  readonly open: readonly Recipient[];
  /** When quiet hours begin for those of the open ones for whom they do. */
  readonly openUntil: ReadonlyMap<string, Instant>;
  readonly commands: readonly BatchCommand[];
}

/**
 * Looks at the recipients' own clocks. Whoever is in quiet hours is held until they end, or skipped, as the run's policy
 * says; nobody else waits for that. A message of unknown fate can be neither, so it stays as it is and is looked at
 * again.
 */
export const lookAtClocks = async (
  sql: Sql,
  plan: Plan,
  due: readonly Recipient[],
  now: Instant,
): Promise<QuietLook> => {
  const { channel, policies } = plan.manifest;
  const policy = policies.quietHours;
  if (policy === undefined || due.length === 0) return { open: due, openUntil: new Map(), commands: [] };
  const zones = await timeZonesOf(
    sql,
    due.map(({ contactId }) => contactId),
  );
  const verdicts = new Map<string | null, QuietVerdict>();
  const verdictFor = (timeZone: string | null): QuietVerdict => {
    const verdict = verdicts.get(timeZone) ?? judgeQuiet(policy, { channel, timeZone, now }, intlZones);
    verdicts.set(timeZone, verdict);
    return verdict;
  };
  const open: Recipient[] = [];
  const openUntil = new Map<string, Instant>();
  const commands: BatchCommand[] = [];
  for (const recipient of due) {
    const verdict = verdictFor(zones.get(recipient.contactId) ?? null);
    if (verdict.kind === 'open') {
      open.push(recipient);
      if (verdict.until !== null) openUntil.set(recipient.communicationId, verdict.until);
    } else if (recipient.standing.is !== 'unknown') {
      commands.push(commandFor(plan, recipient, verdict));
    }
  }
  return { open, openUntil, commands };
};

const commandFor = (
  { manifest }: Plan,
  { communicationId }: Recipient,
  verdict: Exclude<QuietVerdict, { kind: 'open' }>,
): BatchCommand => {
  const { version } = manifest.campaign;
  if (verdict.kind === 'hold') {
    const { until } = verdict;
    return { type: 'Hold', data: { communicationId, reason: 'quiet-hours', until, rule: 'quiet-hours', version } };
  }
  const rule = verdict.because === 'policy' ? 'quiet-hours' : 'hold-at-most';
  const detail = `it would have had to wait ${verdict.until === null ? 'for more than two weeks' : `until ${verdict.until}`}`;
  return { type: 'Skip', data: { communicationId, reason: 'quiet-hours', rule, version, detail } };
};
