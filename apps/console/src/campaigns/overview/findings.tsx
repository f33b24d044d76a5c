import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { useSession } from '../../api/session.js';
import { Unread } from '../../parts/states.js';
import { WithTimes } from '../../parts/with-times.js';
import { roleRefusal } from '../actions/may.js';
import { preflightQuery } from '../campaign-queries.js';
import { wordsOf } from '../editor/pointer-words.js';
import styles from './findings.module.css';

type Finding = Schemas['PreflightFinding'];

interface FindingsProps {
  readonly campaignId: string;
  /** As for a test run: it may be inactive, and its sender unverified. */
  readonly test?: boolean;
}

/** Whether what is published could run now, and everything that speaks against it. */
export const Findings = ({ campaignId, test = false }: FindingsProps) => {
  const read = useQuery(preflightQuery(campaignId, test));
  const { data } = read;
  const mayEdit = roleRefusal(useSession()?.role, 'manager') === undefined;
  if (data === undefined) return <Unread of={read} lines={2} />;
  return (
    <>
      <Verdict findings={data.findings} />
      <FindingList findings={data.findings} editorOf={mayEdit ? campaignId : undefined} />
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
  /** Goes to the place that is to blame, in the editor that shows it. */
  readonly onGo?: (pointer: string) => void;
  /** The campaign whose editor is elsewhere: findings lead there. */
  readonly editorOf?: string | undefined;
}

export const FindingList = ({ findings, onGo, editorOf }: FindingListProps) =>
  findings.length === 0 ? null : (
    <ul className={styles.findings} aria-label="Findings of preflight">
      {findings.map(({ code, severity, pointer = '', detail, count }) => {
        const words = (
          <>
            {pointer === '' ? null : <strong>{wordsOf(pointer)}</strong>} <WithTimes text={detail} />
          </>
        );
        return (
          <li key={`${code} ${pointer} ${detail}`} className={severity === 'blocks' ? styles.blocks : styles.warns}>
            {severity === 'blocks' ? (
              <CircleX size={14} aria-label="Blocks" />
            ) : (
              <TriangleAlert size={14} aria-label="Warns" />
            )}
            {pointer !== '' && onGo !== undefined ? (
              <button type="button" className={styles.go} onClick={() => onGo(pointer)}>
                {words}
              </button>
            ) : pointer !== '' && editorOf !== undefined ? (
              <Link
                to="/campaigns/$campaignId/$tab"
                params={{ campaignId: editorOf, tab: 'edit' }}
                search={{ field: pointer }}
                className={styles.go}
              >
                {words}
              </Link>
            ) : (
              <span className={styles.words}>{words}</span>
            )}
            {count === undefined ? null : (
              <span className={styles.count}>
                {count === 1 ? '1 recipient' : `${count.toLocaleString()} recipients`}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
