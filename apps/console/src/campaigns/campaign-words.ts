import type { Schemas } from '#client/client.js';
import { formatDuration } from '../parts/time-format.js';
import type { CampaignDefinition } from './campaign-queries.js';

/** The choices of a campaign, in the words of its page. */
export const writerWords = { template: 'The template' } as const;
export const reviewerWords = { human: 'People approve every draft', none: 'Nobody: messages leave at once' } as const;
export const responseWords = {
  record: 'Replies are recorded',
  stop: 'Who has answered gets nothing further of this campaign',
} as const satisfies Record<CampaignDefinition['responseBehaviour'], string>;
export const unknownWords = {
  'never-resend': 'People decide',
  resend: 'The same message is sent again',
} as const satisfies Record<CampaignDefinition['onUnknown'], string>;

export const weekdays = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
} as const satisfies Record<Schemas['Weekday'], string>;

type Limits = CampaignDefinition['limits'];

/** Every limit that is set, said in one line each. */
export const limitLines = ({ maxRecipients, concurrentRuns, startWithinSeconds, quietHours }: Limits) => [
  ...(maxRecipients === undefined ? [] : [`${maxRecipients.toLocaleString()} recipients at most`]),
  ...(concurrentRuns === undefined
    ? []
    : [`${concurrentRuns === 1 ? '1 run' : `${concurrentRuns} runs`} under way at a time`]),
  ...(startWithinSeconds === undefined
    ? []
    : [`Missed when it has not started ${formatDuration(startWithinSeconds * 1_000)} after its time`]),
  ...(quietHours === undefined ? [] : quietHours.windows.map((window) => quietLine(window, quietHours.policy))),
];

const quietLine = ({ from, to, days, channels }: Schemas['QuietWindow'], policy: 'hold' | 'skip'): string =>
  [
    `Quiet from ${from} to ${to} by the recipient’s clock`,
    ...(days === undefined ? [] : [`on ${days.map((day) => weekdays[day]).join(', ')}`]),
    ...(channels === undefined ? [] : [`for ${channels.join(', ')}`]),
    policy === 'hold' ? '(held until then)' : '(skipped)',
  ].join(' ');
