import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.js';
import styles from './modal.module.css';
import { useFocusReturn } from './use-focus-return.js';

/** Its name, and the way out of it. */
export const DialogHead = ({ title }: { readonly title: string }) => (
  <div className={styles.head}>
    <Dialog.Title className={styles.title}>{title}</Dialog.Title>
    <Dialog.Close asChild>
      <IconButton icon={X} size={16} label="Close" />
    </Dialog.Close>
  </div>
);

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
        <DialogHead title={title} />
        {about === undefined ? null : <Dialog.Description className={styles.about}>{about}</Dialog.Description>}
        <div className={styles.body}>{children}</div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
