import type { Schemas } from '#client/client.js';
import { Panel } from '../../../parts/panel.js';
import { useEditor } from '../editor-context.js';
import { ChoiceField, TextField } from './controls.js';
import { ReferenceField } from './reference-field.js';
import styles from './form.module.css';

const channels = {
  email: 'Email',
  http: 'HTTP',
  noop: 'No-op: everything but the sending',
} as const satisfies Record<Schemas['ChannelKind'], string>;

/** What the campaign is called, to which end it is, whom it is for, and on which way its messages leave. */
export const Basics = () => {
  const { definition, edit } = useEditor();
  return (
    <Panel title="Audience and goal">
      <div className={styles.fields}>
        <TextField
          pointer="/name"
          label="Name"
          required
          value={definition.name}
          onChange={(name) => edit((before) => ({ ...before, name }))}
        />
        <div className={styles.pair}>
          <ReferenceField kind="goal" label="Goal" hint="Templates may use its statement." />
          <ReferenceField kind="segment" label="Segment" hint="Who passes it is looked up when a run is prepared." />
        </div>
        <div className={styles.pair}>
          <ChoiceField
            pointer="/channel"
            label="Channel"
            value={definition.channel}
            choices={channels}
            onChange={(channel) => edit((before) => ({ ...before, channel: channel ?? before.channel }))}
          />
          <ReferenceField kind="sender" label="Sender" hint="On whose behalf messages leave, on the same channel." />
        </div>
      </div>
    </Panel>
  );
};
