import type { LucideIcon } from 'lucide-react';
import { type ReactNode, type SyntheticEvent, useId } from 'react';
import { Button } from '../button.js';
import { Modal } from '../modal.js';
import styles from './form.module.css';
import { ProblemNote } from './problem-note.js';

interface FormDialogProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly about?: ReactNode;
  readonly wide?: boolean;
  /** On the button that sends it, and while it is being sent. */
  readonly action: string;
  readonly acting: string;
  readonly icon: LucideIcon;
  readonly danger?: boolean | undefined;
  /** Why it cannot be sent yet, in words, or that it cannot. */
  readonly refusal?: string | undefined;
  readonly ready?: boolean;
  readonly sending: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown };
  onSend(): void;
  onClose(): void;
  /** The fields. */
  readonly children: ReactNode;
  /** Under the form, not part of it. */
  readonly below?: ReactNode;
}

/** Asks for what a command needs. While it is sent the dialog stays, and when it is refused also, with what was wrong. */
export const FormDialog = (props: FormDialogProps) => {
  const { title, about, wide = false, action, acting, icon, danger = false, refusal, ready = true } = props;
  const { sending, onSend, onClose, children, below } = props;
  const form = useId();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (refusal === undefined && ready && !sending.isPending) onSend();
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || sending.isPending || onClose()}
      wide={wide}
      title={title}
      about={about}
      actions={
        <>
          <Button onClick={onClose} disabled={sending.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look={danger ? 'danger' : 'primary'}
            icon={icon}
            refusal={refusal}
            disabled={sending.isPending || !ready}
          >
            {sending.isPending ? acting : action}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        {children}
        {sending.isError ? <ProblemNote error={sending.error} /> : null}
      </form>
      {below}
    </Modal>
  );
};
