import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { WithTimes } from '../../parts/with-times.js';
import { preflightQuery } from '../campaign-queries.js';
import styles from './findings.module.css';

type Finding = Schemas['PreflightFinding'];

interface FindingsProps {
  readonly campaignId: string;
  /** As for a test run: it may be inactive, and its sender unverified. */
  readonly test?: boolean;
}

/** Whether what is published could run now, and everything that speaks against it. */
export const Findings = ({ campaignId, test = false }: FindingsProps) => {
  const { data, isError, error, refetch } = useQuery(preflightQuery(campaignId, test));
  if (data === undefined)
    return isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={2} />;
  return (
    <>
      <Verdict findings={data.findings} />
      <FindingList findings={data.findings} />
    </>
  );
};

export const blocking = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'blocks');

export const Verdict = ({ findings }: { readonly findings: readonly Finding[] }) => {
  const blocks = blocking(findings).length;
  return blocks === 0 ? (
    <p className={styles.ready}>
      <CircleCheck size={15} aria-hidden /> It could run now.
    </p>
  ) : (
    <p className={styles.blocked}>
      <CircleX size={15} aria-hidden /> It cannot run now: {blocks === 1 ? '1 reason' : `${blocks} reasons`}.
    </p>
  );
};

interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Goes to the place that is to blame. */
  readonly onGo?: (pointer: string) => void;
}

export const FindingList = ({ findings, onGo }: FindingListProps) =>
  findings.length === 0 ? null : (
    <ul className={styles.findings} aria-label="Findings of preflight">
      {findings.map(({ code, severity, pointer, detail, count }) => (
        <li key={`${code} ${pointer ?? ''} ${detail}`} className={severity === 'blocks' ? styles.blocks : styles.warns}>
          {severity === 'blocks' ? (
            <CircleX size={14} aria-label="Blocks" />
          ) : (
            <TriangleAlert size={14} aria-label="Warns" />
          )}
          {onGo !== undefined && pointer !== undefined && pointer !== '' ? (
            <button type="button" className={styles.go} onClick={() => onGo(pointer)}>
              <WithTimes text={detail} />
            </button>
          ) : (
            <span className={styles.words}>
              <WithTimes text={detail} />
            </span>
          )}
          {count === undefined ? null : (
            <span className={styles.count}>{count === 1 ? '1 recipient' : `${count.toLocaleString()} recipients`}</span>
          )}
        </li>
      ))}
    </ul>
  );
