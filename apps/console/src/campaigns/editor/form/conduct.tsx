import { Panel } from '../../../parts/panel.js';
import { responseWords, reviewerWords, unknownWords, writerWords } from '../../campaign-words.js';
import { useEditor } from '../editor-context.js';
import { ChoiceField } from './controls.js';
import styles from './form.module.css';

/** Who writes and reviews, and what happens when somebody answers or a crash leaves a message's fate open. */
export const Conduct = () => {
  const { definition, edit } = useEditor();
  return (
    <Panel title="Writing, review and replies">
      <div className={styles.fields}>
        <div className={styles.pair}>
          <ChoiceField
            pointer="/writer"
            label="Written by"
            none="Nobody is chosen"
            value={definition.writer}
            choices={writerWords}
            onChange={(writer) => edit((before) => ({ ...before, writer }))}
          />
          <ChoiceField
            pointer="/reviewer"
            label="Reviewed by"
            none="Nobody is chosen"
            value={definition.reviewer}
            choices={reviewerWords}
            onChange={(reviewer) => edit((before) => ({ ...before, reviewer }))}
          />
        </div>
        <div className={styles.pair}>
          <ChoiceField
            pointer="/responseBehaviour"
            label="When somebody answers"
            value={definition.responseBehaviour}
            choices={responseWords}
            onChange={(behaviour) =>
              edit((before) => ({ ...before, responseBehaviour: behaviour ?? before.responseBehaviour }))
            }
          />
          <ChoiceField
            pointer="/onUnknown"
            label="When a crash leaves open whether it was sent"
            value={definition.onUnknown}
            choices={unknownWords}
            onChange={(policy) => edit((before) => ({ ...before, onUnknown: policy ?? before.onUnknown }))}
          />
        </div>
      </div>
    </Panel>
  );
};
