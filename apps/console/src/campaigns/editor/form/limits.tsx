import { Panel } from '../../../parts/panel.js';
import { formatDuration } from '../../../parts/time-format.js';
import { withMember } from '../definition.js';
import { useEditor } from '../editor-context.js';
import { NumberField } from './controls.js';
import { QuietHours } from './quiet-hours.js';
import styles from './form.module.css';

type Limit = 'maxRecipients' | 'concurrentRuns' | 'startWithinSeconds';

/** What keeps a run from going too far. */
export const Limits = () => {
  const { definition, edit } = useEditor();
  const { limits } = definition;
  const set = (name: Limit) => (value: number | undefined) =>
    edit((before) => ({ ...before, limits: withMember(before.limits, name, value) }));
  const { startWithinSeconds: within } = limits;
  return (
    <Panel title="Limits">
      <div className={styles.fields}>
        <div className={styles.pair}>
          <NumberField
            pointer="/limits/maxRecipients"
            label="Most recipients"
            hint="A run with a larger audience does not start."
            value={limits.maxRecipients}
            onChange={set('maxRecipients')}
          />
          <NumberField
            pointer="/limits/concurrentRuns"
            label="Runs at a time"
            hint="Further ones wait in the queue; test runs do not count."
            value={limits.concurrentRuns}
            onChange={set('concurrentRuns')}
          />
          <NumberField
            pointer="/limits/startWithinSeconds"
            label="Start within, in seconds"
            hint={
              within === undefined
                ? 'A run that starts later than that is missed.'
                : `A run that has not started ${formatDuration(within * 1_000)} after its time is missed.`
            }
            value={within}
            onChange={set('startWithinSeconds')}
          />
        </div>
        <QuietHours
          quietHours={limits.quietHours}
          onChange={(next) => edit((before) => ({ ...before, limits: withMember(before.limits, 'quietHours', next) }))}
        />
      </div>
    </Panel>
  );
};
