import { type ReactNode, useId } from 'react';
import { CircleX } from 'lucide-react';
import { faultsAt, faultWords, useEditor } from '../editor-context.js';
import styles from './form.module.css';

export interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps {
  /** JSON Pointer of the member. */
  readonly pointer: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Beside the label: what can be done with the whole member. */
  readonly beside?: ReactNode;
  children(control: ControlProps): ReactNode;
}

/** One member with its label, and everything that is wrong with it. Lists of faults lead here by its pointer. */
export const Field = ({ pointer, label, hint, beside, children }: FieldProps) => {
  const id = useId();
  const { faults } = useEditor();
  const mine = faultsAt(faults, pointer);
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(mine.length === 0 ? [] : [`${id}-faults`])];
  return (
    <div className={styles.field} data-pointer={pointer}>
      <div className={styles.labels}>
        <label htmlFor={id}>{label}</label>
        {beside}
      </div>
      {children({
        id,
        'aria-invalid': mine.length > 0,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
      })}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {mine.length === 0 ? null : (
        <ul id={`${id}-faults`} className={styles.faults}>
          {mine.map((fault) => (
            <li key={`${fault.pointer} ${fault.detail} ${fault.line}`}>
              <CircleX size={13} aria-hidden /> {faultWords(fault)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
