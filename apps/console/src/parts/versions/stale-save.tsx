import { useState } from 'react';
import { Button } from '../button.js';
import { TextDiff } from '../diff.js';
import { Modal } from '../modal.js';
import hidden from '../hidden.module.css';
import styles from './stale-save.module.css';
import { type Change, changesOf, conflictsOf, mergedOf, type Side, type ThreeWay } from './three-way.js';

interface StaleSaveProps<Definition> extends ThreeWay<Definition> {
  /** What the three are: `v2, where both began`, `v3 by somebody`. */
  readonly names: { readonly base: string; readonly theirs: string };
  /** What came before yours: a version that was published, or a change that was saved. */
  readonly did?: 'published' | 'saved';
  /** Members that belong together, by their pointers. */
  readonly whole?: readonly string[];
  /** What people call a member. */
  wordsOf(path: string): string;
  /** With everything that either changed, to look at before it is saved again. */
  onResolve(merged: Definition): void;
  /** The save is left; what was written stays in the editor. */
  onClose(): void;
}

/** Somebody published or saved while you wrote: yours, theirs and what both began from. Nothing is overwritten unseen. */
export const StaleSave = <Definition,>(props: StaleSaveProps<Definition>) => {
  const { base, yours, theirs, names, did = 'published', whole, wordsOf, onResolve, onClose } = props;
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const three = { base, yours, theirs };
  const all = changesOf(three, whole);
  // What has to be decided comes first.
  const changes = [...conflictsOf(all), ...all.filter(({ by }) => by !== 'both')];
  const open = conflictsOf(all).filter(({ path }) => choices[path] === undefined).length;
  return (
    <Modal
      open
      onOpenChange={(still) => still || onClose()}
      wide
      title={`Somebody ${did} before you`}
      about={`${names.theirs} is ${did} now; yours was made on ${names.base}. What only one of you changed is kept.`}
      actions={
        <>
          <Button onClick={onClose}>Back to the editor</Button>
          <Button
            look="primary"
            refusal={open === 0 ? undefined : `Choose first where both changed the same: ${open} to go`}
            onClick={() => onResolve(mergedOf(three, choices, whole) as Definition)}
          >
            Go on with these
          </Button>
        </>
      }
    >
      <ul className={styles.changes} aria-label="What was changed">
        {changes.map((change) => (
          <li key={change.path} className={styles.change}>
            <h3 className={styles.name}>
              {wordsOf(change.path)} <span className={styles.by}>{byWords[change.by]}</span>
            </h3>
            {change.by === 'both' ? (
              <Choice
                change={change}
                names={names}
                chosen={choices[change.path]}
                onChoose={(side) => setChoices((before) => ({ ...before, [change.path]: side }))}
              />
            ) : (
              <TextDiff
                before={textOf(change.base)}
                after={textOf(change.by === 'you' ? change.yours : change.theirs)}
              />
            )}
          </li>
        ))}
        {changes.length === 0 ? <li className={styles.change}>Yours says the same as theirs.</li> : null}
      </ul>
    </Modal>
  );
};

const byWords = { you: 'changed by you', them: 'changed by them', both: 'changed by both: choose' } as const;

interface ChoiceProps {
  readonly change: Change;
  readonly names: { readonly base: string; readonly theirs: string };
  readonly chosen: Side | undefined;
  onChoose(side: Side): void;
}

const Choice = ({ change, names, chosen, onChoose }: ChoiceProps) => (
  <fieldset className={styles.sides}>
    <legend className={hidden.hidden}>Which of the two is kept</legend>
    {(
      [
        { side: 'yours', label: 'Yours', text: change.yours },
        { side: 'theirs', label: `Theirs, ${names.theirs}`, text: change.theirs },
      ] as const
    ).map(({ side, label, text }) => (
      <label key={side} className={styles.side} data-chosen={chosen === side}>
        <span className={styles.radio}>
          <input type="radio" name={change.path} checked={chosen === side} onChange={() => onChoose(side)} />
          {label}
        </span>
        <span className={styles.text}>{text === undefined ? <em>not there</em> : textOf(text)}</span>
      </label>
    ))}
    <p className={styles.base}>
      Base, {names.base}: {change.base === undefined ? <em>not there</em> : textOf(change.base)}
    </p>
  </fieldset>
);

const textOf = (value: unknown): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
};
