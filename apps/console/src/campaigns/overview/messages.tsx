import styles from '../../run/instructions/instructions-tab.module.css';
import type { CampaignDefinition } from '../campaign-queries.js';

const parts = ['subject', 'text', 'html', 'body'] as const;

/** Instructions and template as they were written. */
export const Messages = ({ definition: { instructions, template } }: { readonly definition: CampaignDefinition }) => (
  <dl className={styles.parts}>
    <div>
      <dt>Instructions</dt>
      <dd className={styles.prose}>{instructions.prose === '' ? 'None' : instructions.prose}</dd>
    </div>
    {Object.entries(instructions.sections).map(([name, text]) => (
      <div key={name}>
        <dt>
          <code>instructions.{name}</code>
        </dt>
        <dd className={styles.prose}>{text}</dd>
      </div>
    ))}
    {parts
      .flatMap((part) => (template[part] === undefined ? [] : [[part, template[part]] as const]))
      .map(([part, text]) => (
        <div key={part}>
          <dt>Template: {part}</dt>
          <dd>
            <pre className={styles.source} tabIndex={0} aria-label={`Template: ${part}`}>
              {text}
            </pre>
          </dd>
        </div>
      ))}
    {Object.keys(template).length === 0 ? (
      <div>
        <dt>Template</dt>
        <dd>None yet</dd>
      </div>
    ) : null}
  </dl>
);
