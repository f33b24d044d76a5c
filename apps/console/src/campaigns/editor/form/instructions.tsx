import { Panel } from '../../../parts/panel.js';
import { pointerOf, withMember } from '../definition.js';
import { useEditor } from '../editor-context.js';
import type { CampaignDefinition } from '../../campaign-queries.js';
import { TextField } from './controls.js';
import { AddNamed, Remove } from './named-rows.js';
import styles from './form.module.css';

/** Prose for people, and the named sections that the template takes in. */
export const Instructions = () => {
  const { definition, edit } = useEditor();
  const { prose, sections } = definition.instructions;
  const change = (next: Partial<CampaignDefinition['instructions']>): void =>
    edit((before) => ({ ...before, instructions: { ...before.instructions, ...next } }));
  return (
    <Panel title="Instructions" note="the template takes each section in by its name">
      <div className={styles.fields} data-pointer="/instructions/sections">
        <TextField
          pointer="/instructions/prose"
          label="For whoever writes and reviews"
          rows={3}
          value={prose}
          onChange={(text) => change({ prose: text })}
        />
        {Object.entries(sections).map(([name, text]) => (
          <TextField
            key={name}
            pointer={pointerOf('instructions', 'sections', name)}
            label={<code>instructions.{name}</code>}
            rows={2}
            value={text}
            beside={
              <Remove
                what={`the section ${name}`}
                onRemove={() => change({ sections: withMember(sections, name, undefined) })}
              />
            }
            onChange={(next) => change({ sections: { ...sections, [name]: next } })}
          />
        ))}
        <AddNamed
          what="section"
          taken={Object.keys(sections)}
          onAdd={(name) => change({ sections: { ...sections, [name]: '' } })}
        />
      </div>
    </Panel>
  );
};
