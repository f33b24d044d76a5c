import { Facts } from '../parts/facts.js';
import { Panel } from '../parts/panel.js';
import { formatDuration } from '../parts/time-format.js';
import { TimeText } from '../parts/time-text.js';
import type { Schedule } from './schedules-queries.js';
import { gapWords, overlapWords, repeatedWords } from './policy-words.js';

/** What happens when starts do not go smoothly. */
export const RulesPanel = ({ definition }: { readonly definition: Schedule['definition'] }) => {
  const { overlap, mostOpenRuns, catchUpSeconds, startWithinSeconds, gap, repeated, jitterSeconds } = definition;
  const { pauseOnFailure, startsAt, endsAt, timeZone, exclusions } = definition;
  return (
    <Panel title="Rules">
      <Facts
        facts={[
          ['Time zone', timeZone],
          ['A run of it goes on', `${overlapWords[overlap]}${overlap === 'allow' ? `, ${mostOpenRuns} at most` : ''}`],
          ['Nobody is there', `caught up on for ${seconds(catchUpSeconds)}, then missed`],
          [
            'A run waits to start',
            startWithinSeconds === undefined
              ? 'as long as the campaign says'
              : `missed after ${seconds(startWithinSeconds)}`,
          ],
          ['The clocks skip the time', gapWords[gap]],
          ['The clocks show it twice', repeatedWords[repeated]],
          ['Spread', jitterSeconds === 0 ? 'none' : `up to ${seconds(jitterSeconds)} later`],
          ['A run fails', pauseOnFailure ? 'the schedule pauses' : 'the schedule goes on'],
          ['Begins', startsAt === undefined ? null : <TimeText key="at" instant={startsAt} as="minutes" />],
          ['Ends', endsAt === undefined ? null : <TimeText key="at" instant={endsAt} as="minutes" />],
          [
            'Days left out',
            exclusions.length === 0
              ? null
              : exclusions
                  .map(({ from, to }) => (to === undefined || to === from ? from : `${from} to ${to}`))
                  .join(', '),
          ],
        ]}
      />
    </Panel>
  );
};

const seconds = (amount: number): string => formatDuration(amount * 1_000);
