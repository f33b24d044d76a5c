import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { NamedChoice } from '../../../choice/named-choice.js';
import { Popup } from '../../../parts/popup.js';
import { type Referred, referredQuery } from '../../campaign-queries.js';
import { useEditor } from '../editor-context.js';
import { Field } from './field.js';
import styles from './form.module.css';

interface ReferenceFieldProps {
  readonly kind: Referred;
  readonly label: string;
  readonly hint?: string;
}

/** Chooses a goal, a segment or a sender by its name. */
export const ReferenceField = ({ kind, label, hint }: ReferenceFieldProps) => {
  const { definition, edit } = useEditor();
  const [open, setOpen] = useState(false);
  const chosen = definition[kind];
  return (
    <Field pointer={`/${kind}`} label={label} hint={hint}>
      {(control) => (
        <Popup
          label={`Choose the ${kind}`}
          align="start"
          open={open}
          onOpenChange={setOpen}
          trigger={
            <button type="button" {...control} className={`${styles.control} ${styles.choose}`}>
              <span className={styles.chosen}>{chosen === null ? 'None yet' : <Name kind={kind} id={chosen} />}</span>
              <ChevronDown size={14} aria-hidden />
            </button>
          }
        >
          <div className={styles.popup}>
            <NamedChoice
              kind={kind}
              chosen={chosen}
              onChoose={(id) => {
                edit((before) => ({ ...before, [kind]: id === chosen ? null : id }));
                setOpen(false);
              }}
            />
          </div>
        </Popup>
      )}
    </Field>
  );
};

const Name = ({ kind, id }: { readonly kind: Referred; readonly id: string }) =>
  useQuery(referredQuery(kind, id)).data?.name ?? id;
