import type { UseQueryResult } from '@tanstack/react-query';
import { CircleAlert, Lock, type LucideIcon, PlugZap, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProblemAnswer } from '#client/client.js';
import { Button } from './button.js';
import hidden from './hidden.module.css';
import styles from './states.module.css';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** Nothing to show: say which nothing it is, and what to do. */
export const EmptyState = ({ icon: Icon, title, children }: EmptyStateProps) => (
  <div className={styles.state}>
    <span className={styles.badge}>
      <Icon size={20} strokeWidth={1.7} aria-hidden />
    </span>
    <p className={styles.title}>{title}</p>
    {children === undefined ? null : <div className={styles.text}>{children}</div>}
  </div>
);

/** A region that could not be read: forbidden, refused, or not answered. */
export const ErrorState = ({ error, onRetry }: { readonly error: unknown; onRetry?(): void }) => {
  const { icon: Icon, title, detail, again } = faultOf(error);
  return (
    <div className={styles.state} role="alert">
      <span className={`${styles.badge} ${styles.bad}`}>
        <Icon size={20} strokeWidth={1.7} aria-hidden />
      </span>
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>{detail}</p>
      {again && onRetry ? (
        <Button icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
};

const faultOf = (error: unknown): { icon: LucideIcon; title: string; detail: string; again: boolean } => {
  if (error instanceof ProblemAnswer) {
    const { title, detail } = error.problem;
    if (error.response.status === 403) return { icon: Lock, title: 'Not for your role', detail, again: false };
    return { icon: CircleAlert, title, detail, again: error.response.status !== 404 };
  }
  if (error instanceof TypeError)
    return {
      icon: PlugZap,
      title: 'The API did not answer',
      detail: 'It may be restarting. What is shown comes back by itself.',
      again: true,
    };
  return { icon: CircleAlert, title: 'This could not be shown', detail: messageOf(error), again: true };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface SkeletonProps {
  readonly lines?: number;
  readonly label?: string;
  /** It is all that the page has so far: its label is the heading, unseen. */
  readonly page?: boolean;
}

/** Grey lines where text will be; they appear only when waiting takes longer than a glance. */
export const Skeleton = ({ lines = 3, label = 'Loading', page = false }: SkeletonProps) => (
  <>
    {page ? <h1 className={hidden.hidden}>{label}</h1> : null}
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.bone} />
      ))}
    </div>
  </>
);

interface UnreadProps extends SkeletonProps {
  /** The question whose answer is missing. */
  readonly of: Pick<UseQueryResult, 'isError' | 'error' | 'refetch'>;
}

/** In place of what has not been read: room for it, or why it could not be. */
export const Unread = ({ of, ...room }: UnreadProps) =>
  of.isError ? <ErrorState error={of.error} onRetry={() => void of.refetch()} /> : <Skeleton {...room} />;
