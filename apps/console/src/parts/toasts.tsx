import { CircleAlert, CircleCheck } from 'lucide-react';
import { Toast } from 'radix-ui';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import styles from './toasts.module.css';

export interface Note {
  readonly kind: 'done' | 'failed';
  readonly title: string;
  /** What follows from it, or why not; a link to the event. */
  readonly detail?: ReactNode;
}

type Say = (note: Note) => void;

const Context = createContext<Say>(() => undefined);

/** Says what became of a command. */
export const useToast = (): Say => useContext(Context);

const shownMs = { done: 6_000, failed: 20_000 } satisfies Record<Note['kind'], number>;

export const Toasts = ({ children }: { readonly children: ReactNode }) => {
  const [notes, setNotes] = useState<readonly (Note & { readonly id: number })[]>([]);
  const say = useMemo<Say>(() => {
    let last = 0;
    return (note) => {
      last += 1;
      const id = last;
      setNotes((before) => [...before.slice(-2), { ...note, id }]);
    };
  }, []);
  return (
    <Context value={say}>
      <Toast.Provider label="Note">
        {children}
        {notes.map(({ id, kind, title, detail }) => (
          <Toast.Root
            key={id}
            className={styles.toast}
            duration={shownMs[kind]}
            onOpenChange={(open) => open || setNotes((before) => before.filter((note) => note.id !== id))}
          >
            {kind === 'done' ? (
              <CircleCheck className={styles.done} size={17} aria-hidden />
            ) : (
              <CircleAlert className={styles.failed} size={17} aria-hidden />
            )}
            <div>
              <Toast.Title className={styles.title}>{title}</Toast.Title>
              {detail === undefined ? null : <Toast.Description className={styles.detail}>{detail}</Toast.Description>}
            </div>
          </Toast.Root>
        ))}
        <Toast.Viewport className={styles.place} />
      </Toast.Provider>
    </Context>
  );
};
