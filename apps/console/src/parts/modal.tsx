import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './modal.module.css';
import { useFocusReturn } from './use-focus-return.js';

interface ModalProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly title: string;
  /** One sentence under the title. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
}

/** A dialog over the page; the focus goes back to where it was. */
export const Modal = ({ open, onOpenChange, title, about, children, actions, wide = false }: ModalProps) => (
  <Dialog.Root open={open} onOpenChange={onOpenChange}>
    <Dialog.Portal>
      <Dialog.Overlay className={styles.veil} />
      <Dialog.Content
        className={`${styles.modal} ${wide ? styles.wide : ''}`}
        {...(about === undefined ? { 'aria-describedby': undefined } : {})}
        {...useFocusReturn()}
      >
        <div className={styles.head}>
          <Dialog.Title className={styles.title}>{title}</Dialog.Title>
          <Dialog.Close className={styles.close} aria-label="Close">
            <X size={16} aria-hidden />
          </Dialog.Close>
        </div>
        {about === undefined ? null : <Dialog.Description className={styles.about}>{about}</Dialog.Description>}
        <div className={styles.body}>{children}</div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
