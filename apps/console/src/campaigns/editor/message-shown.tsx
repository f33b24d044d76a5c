import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { JsonText } from '../../parts/json-text.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import { Skeleton } from '../../parts/states.js';
import panel from '../../run/communications/communication-panel.module.css';
import { VariablesTable } from '../../run/communications/used-variables.js';
import styles from './editor.module.css';

type Part = 'html' | 'text' | 'body' | 'source' | 'variables';

const labels = {
  html: 'As shown',
  text: 'Text',
  body: 'Body',
  source: 'Source',
  variables: 'Variables',
} as const satisfies Record<Part, string>;

/** Where the service has kept what messages are written from; null: it has not kept the latest yet. */
export type Source = { readonly of: 'published' | 'working-copy'; readonly savedAt: string } | null;

interface MessageShownProps {
  readonly campaignId: string;
  readonly message: Schemas['MessagePreview'];
  readonly source: Source;
}

/** One contact's message, or why there is none. */
export const MessageShown = ({ campaignId, message, source }: MessageShownProps) => {
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
    ...(content.html === undefined ? [] : (['html'] as const)),
    ...(content.text === undefined ? [] : (['text'] as const)),
    ...(content.body === undefined ? [] : (['body'] as const)),
    ...(content.html === undefined ? [] : (['source'] as const)),
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
      ) : part === 'html' ? (
        source === null ? (
          <Skeleton lines={4} label="Keeping what is written" />
        ) : (
          <iframe
            key={source.savedAt}
            className={panel.html}
            title={`The message as ${message.externalId} sees it`}
            sandbox=""
            referrerPolicy="no-referrer"
            src={`/v1/campaigns/${campaignId}/html?${new URLSearchParams({ contact: message.externalId, of: source.of }).toString()}`}
          />
        )
      ) : part === 'body' ? (
        <JsonText label="body" value={jsonOr(content.body ?? '')} />
      ) : (
        <pre className={panel.text} tabIndex={0} aria-label={`${labels[part]} for ${message.externalId}`}>
          {part === 'source' ? content.html : content.text}
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
