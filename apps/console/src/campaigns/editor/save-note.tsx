import { Check, CircleAlert, CloudOff, PencilLine, RefreshCw } from 'lucide-react';
import { Button } from '../../parts/button.js';
import { TimeText } from '../../parts/time-text.js';
import styles from './editor.module.css';
import type { SaveState } from './autosaver.js';

interface SaveNoteProps {
  readonly state: SaveState;
  onTakeOther(): void;
  onOverwrite(): void;
}

/** Whether what is written is safe. */
export const SaveNote = ({ state, onTakeOther, onOverwrite }: SaveNoteProps) => {
  switch (state.kind) {
    case 'none':
      return (
        <span className={styles.note}>
          <Check size={14} aria-hidden /> As published
        </span>
      );
    case 'saved':
      return (
        <span className={styles.note} data-saved>
          <PencilLine size={14} aria-hidden /> Unpublished changes, saved <TimeText instant={state.at} as="clock" />
        </span>
      );
    case 'waiting':
    case 'saving':
      return (
        <span className={styles.note}>
          <RefreshCw size={14} aria-hidden /> Saving…
        </span>
      );
    case 'failed':
      return (
        <span className={styles.warn}>
          <CloudOff size={14} aria-hidden /> Not saved: trying again. Keep this page open.
        </span>
      );
    case 'elsewhere':
      return (
        <span className={styles.warn}>
          <CircleAlert size={14} aria-hidden /> You have changed it in another window, too.
          <Button onClick={onTakeOther}>Take that one</Button>
          <Button onClick={onOverwrite}>Keep this one</Button>
        </span>
      );
  }
};
