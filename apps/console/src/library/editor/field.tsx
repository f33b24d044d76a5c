import { type ReactNode, useId } from 'react';
import form from '../../parts/form/form.module.css';
import styles from './editor.module.css';

/** What an input takes over from its field. */
export interface FieldAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

export interface FieldProps {
  readonly label: string;
  /** JSON Pointer of the member that it writes: what the API says against it stands here. */
  readonly pointer: string;
  faultsAt(pointer: string): readonly string[];
  /** A rule to know before it is broken. */
  readonly hint?: string;
  children(attributes: FieldAttributes): ReactNode;
}

/** Of the field that writes a member. */
export const fieldId = (pointer: string): string => `field:${pointer}`;

export const Field = ({ label, pointer, faultsAt, hint, children }: FieldProps) => {
  const faults = faultsAt(pointer);
  const about = useId();
  const described = faults.length > 0 || hint !== undefined;
  return (
    <div className={form.field}>
      <label htmlFor={fieldId(pointer)}>{label}</label>
      {children({
        id: fieldId(pointer),
        'aria-invalid': faults.length > 0,
        'aria-describedby': described ? about : undefined,
      })}
      {described ? (
        <p id={about} className={faults.length > 0 ? form.fault : styles.hint}>
          {faults.length > 0 ? faults.join('; ') : hint}
        </p>
      ) : null}
    </div>
  );
};

/** Puts the focus into the field of a member, or of the nearest one around it. */
export const goToField = (pointer: string): void => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = document.getElementById(fieldId(at));
    if (field === null) continue;
    field.focus();
    field.scrollIntoView({ block: 'center' });
    return;
  }
};
