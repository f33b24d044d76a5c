import { type ReactNode, useState } from 'react';
import { ProblemAnswer } from '#client/client.js';
import { Button } from './button.js';
import styles from './confirm-dialog.module.css';
import { Modal } from './modal.js';

interface ConfirmDialogProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly title: string;
  /** What will happen, and what will not. */
  readonly children: ReactNode;
  /** On the button: what it does, with the number if there are several. */
  readonly action: string;
  readonly danger?: boolean;
  /** Has to be typed first, for what cannot be taken back. */
  readonly typed?: string;
  /** A rejection is shown in the dialog, which stays open. */
  onConfirm(): Promise<void>;
}

export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { open, onOpenChange, title, children, action, danger = false, typed, onConfirm } = props;
  const [words, setWords] = useState('');
  const [state, setState] = useState<{ busy: boolean; fault: string | null }>({ busy: false, fault: null });
  const change = (next: boolean): void => {
    if (state.busy) return;
    setState({ busy: false, fault: null });
    setWords('');
    onOpenChange(next);
  };
  const confirm = (): void => {
    setState({ busy: true, fault: null });
    onConfirm().then(
      () => {
        setState({ busy: false, fault: null });
        onOpenChange(false);
      },
      (error: unknown) => setState({ busy: false, fault: faultOf(error) }),
    );
  };
  return (
    <Modal
      open={open}
      onOpenChange={change}
      title={title}
      actions={
        <>
          <Button onClick={() => change(false)}>Back</Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            disabled={state.busy || (typed !== undefined && words !== typed)}
            onClick={confirm}
          >
            {state.busy ? 'Asking…' : action}
          </Button>
        </>
      }
    >
      {children}
      {typed === undefined ? null : (
        <label className={styles.typed}>
          Type <code>{typed}</code> to go on
          <input value={words} autoComplete="off" onChange={(event) => setWords(event.target.value)} />
        </label>
      )}
      {state.fault === null ? null : (
        <p className={styles.fault} role="alert">
          {state.fault}
        </p>
      )}
    </Modal>
  );
};

const faultOf = (error: unknown): string => {
  if (error instanceof ProblemAnswer) return `${error.problem.title}. ${error.problem.detail}`;
  return error instanceof TypeError
    ? 'The API did not answer. Nothing is known to have happened: try again.'
    : String(error);
};
