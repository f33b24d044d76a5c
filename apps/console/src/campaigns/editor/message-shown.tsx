import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { JsonText } from '../../parts/json-text.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import panel from '../../run/communications/communication-panel.module.css';
import { VariablesTable } from '../../run/communications/used-variables.js';
import styles from './editor.module.css';

type Part = 'text' | 'html' | 'body' | 'variables';

const labels = { text: 'Text', html: 'HTML', body: 'Body', variables: 'Variables' } as const satisfies Record<
  Part,
  string
>;

/** One contact's message, or why there is none. */
export const MessageShown = ({ message }: { readonly message: Schemas['MessagePreview'] }) => {
  const [chosen, setChosen] = useState<Part | null>(null);
  if (!message.rendered)
    return (
      <section className={styles.message} aria-label={`Message to ${message.externalId}`}>
        <h3 className={styles.to}>
          <bdi>{message.externalId}</bdi>
        </h3>
        <p className={styles.failed}>{message.detail}</p>
        {message.missing.length === 0 ? null : (
          <p className={styles.failed}>
            Missing:{' '}
            {message.missing.map((variable, place) => (
              <span key={variable}>
                {place === 0 ? '' : ', '}
                <code>{variable}</code>
              </span>
            ))}
          </p>
        )}
      </section>
    );
  const { content, variables } = message;
  const parts: readonly Part[] = [
    ...(content.text === undefined ? [] : (['text'] as const)),
    ...(content.html === undefined ? [] : (['html'] as const)),
    ...(content.body === undefined ? [] : (['body'] as const)),
    'variables',
  ];
  const part = chosen !== null && parts.includes(chosen) ? chosen : (parts[0] ?? 'variables');
  return (
    <section className={styles.message} aria-label={`Message to ${message.externalId}`}>
      <div className={styles.to}>
        <h3>
          <bdi>{message.externalId}</bdi>
        </h3>
        <SegmentedChoice
          label={`Part of the message to ${message.externalId}`}
          value={part}
          choices={parts.map((value) => ({ value, label: labels[value] }))}
          onChoose={(next: Part) => setChosen(next)}
        />
      </div>
      {content.subject === undefined ? null : <p className={panel.subject}>{content.subject}</p>}
      {part === 'variables' ? (
        <div className={styles.variables}>
          <VariablesTable
            variables={variables}
            caption={`What the message to ${message.externalId} was filled in with`}
          />
        </div>
      ) : part === 'body' ? (
        <JsonText label="body" value={jsonOr(content.body ?? '')} />
      ) : (
        <pre className={panel.text} tabIndex={0} aria-label={`${labels[part]} for ${message.externalId}`}>
          {part === 'html' ? content.html : content.text}
        </pre>
      )}
    </section>
  );
};

const jsonOr = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text; // a body of another kind
  }
};
