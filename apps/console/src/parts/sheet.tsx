import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import modal from './modal.module.css';
import styles from './sheet.module.css';

interface SheetProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly title: string;
  readonly side?: 'start' | 'end';
  readonly trigger?: ReactElement;
  readonly children: ReactNode;
}

/** A panel at the edge of the window. */
export const Sheet = ({ open, onOpenChange, title, side = 'end', trigger, children }: SheetProps) => (
  <Dialog.Root open={open} onOpenChange={onOpenChange}>
    {trigger === undefined ? null : <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>}
    <Dialog.Portal>
      <Dialog.Overlay className={modal.veil} />
      <Dialog.Content className={`${styles.sheet} ${styles[side]}`} aria-describedby={undefined}>
        <div className={modal.head}>
          <Dialog.Title className={modal.title}>{title}</Dialog.Title>
          <Dialog.Close className={modal.close} aria-label="Close">
            <X size={16} aria-hidden />
          </Dialog.Close>
        </div>
        <div className={modal.body}>{children}</div>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
