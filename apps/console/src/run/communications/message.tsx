import type { Schemas } from '#client/client.js';
import { JsonText } from '../../parts/json-text.js';
import { type Look, useLook } from '../../parts/look.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import styles from './communication-panel.module.css';

type Rendering = NonNullable<Schemas['Communication']['rendering']>;
type Part = Exclude<Look<'part'>, 'first'>;

const labels = { html: 'As shown', text: 'Text', body: 'Body', source: 'Source' } as const satisfies Record<
  Part,
  string
>;

const partsOf = ({ html, text, body }: Rendering): readonly Part[] => [
  ...(html === undefined ? [] : (['html'] as const)),
  ...(text === undefined ? [] : (['text'] as const)),
  ...(body === undefined ? [] : (['body'] as const)),
  ...(html === undefined ? [] : (['source'] as const)),
];

/** What the message says. HTML comes as a document of its own, which may run and load nothing. */
export const Message = ({ communication }: { readonly communication: Schemas['Communication'] }) => {
  const { rendering, id } = communication;
  const [chosen, choose] = useLook('part');
  if (rendering === null) return null;
  const parts = partsOf(rendering);
  const part = parts.find((each) => each === chosen) ?? parts[0];
  return (
    <section className={styles.section} aria-label="What it says">
      {parts.length < 2 || part === undefined ? null : (
        <SegmentedChoice
          label="Part of the message"
          value={part}
          choices={parts.map((value) => ({ value, label: labels[value] }))}
          onChoose={choose}
        />
      )}
      <div className={styles.message}>
        {rendering.subject === undefined ? null : <p className={styles.subject}>{rendering.subject}</p>}
        {part === 'html' ? (
          <iframe
            className={styles.html}
            title="The message as its reader sees it"
            sandbox=""
            referrerPolicy="no-referrer"
            src={`/v1/communications/${id}/html`}
          />
        ) : part === 'body' ? (
          <JsonText label="body" value={jsonOr(rendering.body ?? '')} />
        ) : (
          <pre className={styles.text} tabIndex={0} aria-label="Text of the message">
            {part === 'source' ? rendering.html : rendering.text}
          </pre>
        )}
      </div>
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
