import form from './form.module.css';

interface WordsFieldProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly required?: boolean;
}

/** A few words of one's own. Enter begins a line; with Ctrl or ⌘ it sends the form, as a press on its button would. */
export const WordsField = ({ label, onChange, maxLength = 500, ...rest }: WordsFieldProps) => (
  <label className={form.field}>
    {label}
    <textarea
      {...rest}
      rows={2}
      maxLength={maxLength}
      onChange={({ target }) => onChange(target.value)}
      onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
        if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
      }}
    />
  </label>
);

/** Why a command is given. */
export const ReasonField = (props: Omit<WordsFieldProps, 'label'>) => (
  <WordsField label="Reason" placeholder="Kept in the history, for whoever asks why" {...props} />
);
