import { Panel } from '../../../parts/panel.js';
import { withMember } from '../definition.js';
import { useEditor } from '../editor-context.js';
import { TextField } from './controls.js';
import styles from './form.module.css';

const parts = {
  subject: { label: 'Subject', rows: 1 },
  text: { label: 'Text', rows: 8 },
  html: { label: 'HTML', rows: 8 },
  body: { label: 'Body', rows: 8 },
} as const;

type Part = keyof typeof parts;

const partsOf = {
  email: ['subject', 'text', 'html'],
  http: ['body'],
  noop: ['subject', 'text', 'html', 'body'],
} as const;

/** The parts of a message of the channel, and those that were written for another one and are still there. */
export const Content = () => {
  const { definition, edit } = useEditor();
  const { template, channel, instructions } = definition;
  const needed: readonly Part[] = partsOf[channel];
  const shown = (Object.keys(parts) as Part[]).filter((part) => needed.includes(part) || template[part] !== undefined);
  const taken = [
    ...Object.keys(instructions.sections).map((name) => `instructions.${name}`),
    'contact.name',
    'goal.statement',
    'unsubscribe_url',
  ];
  return (
    <Panel title="Template" note="Liquid: what stands in {{ }} is filled in for each recipient">
      <div className={styles.fields} data-pointer="/template">
        {shown.map((part) => (
          <TextField
            key={part}
            pointer={`/template/${part}`}
            label={needed.includes(part) ? parts[part].label : `${parts[part].label}: this channel leaves it out`}
            rows={parts[part].rows}
            code
            value={template[part] ?? ''}
            onChange={(text) =>
              edit((before) => ({
                ...before,
                template: withMember(before.template, part, text === '' ? undefined : text),
              }))
            }
          />
        ))}
        <p className={styles.hint}>
          Takes in, among others:{' '}
          {taken.map((name, place) => (
            <span key={name}>
              {place === 0 ? '' : ', '}
              <code>{`{{ ${name} }}`}</code>
            </span>
          ))}
        </p>
      </div>
    </Panel>
  );
};
