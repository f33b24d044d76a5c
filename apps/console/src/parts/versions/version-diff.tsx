import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import type { Difference } from '../diff.js';
import { DiffChoice } from '../diff-choice.js';
import { useLook } from '../look.js';
import { Panel } from '../panel.js';
import { Unread } from '../states.js';
import { type Area, AreaDifferences } from './area-differences.js';
import { Same } from './same.js';
import styles from './version-diff.module.css';

interface VersionDiffProps {
  /** Of what: `goal`. */
  readonly noun: string;
  /** Newest first. */
  readonly versions: readonly number[];
  readonly a: number;
  readonly b: number;
  /** The comparison that was asked for. */
  readonly answer: Pick<UseQueryResult<Schemas['VersionDiff']>, 'data' | 'isError' | 'error' | 'refetch'>;
  areasOf(differences: readonly Difference[]): readonly Area[];
}

/** What changed between two versions of a definition. Which two stands in the URL, as `from` and `to`. */
export const VersionDiff = ({ noun, versions, a, b, answer, areasOf }: VersionDiffProps) => {
  const [view] = useLook('diff');
  const navigate = useNavigate();
  const choose = (from: number, to: number): void =>
    void navigate({
      to: '.',
      search: (before: Readonly<Record<string, unknown>>) => ({ ...before, from, to }),
      replace: true,
      resetScroll: false,
    });
  const select = (label: string, value: number, onChoose: (version: number) => void) => (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {versions.map((version) => (
        <option key={version} value={version}>
          v{version}
        </option>
      ))}
    </select>
  );
  return (
    <Panel
      title="Differences"
      note={
        <span className={styles.choice}>
          {select('From version', a, (next) => choose(next, b))}
          <button type="button" className={styles.swap} aria-label="Swap the versions" onClick={() => choose(b, a)}>
            <ArrowLeftRight size={14} aria-hidden />
          </button>
          {select('To version', b, (next) => choose(a, next))}
        </span>
      }
      actions={<DiffChoice />}
      flush
    >
      {a === b ? (
        <Same words={versions.length < 2 ? `The ${noun} has one version.` : `Both are v${a}.`} />
      ) : answer.data === undefined ? (
        <Unread of={answer} lines={4} />
      ) : answer.data.differences.length === 0 ? (
        <Same words={`v${a} and v${b} say the same.`} />
      ) : (
        <AreaDifferences areas={areasOf(answer.data.differences)} from={a} to={b} view={view} />
      )}
    </Panel>
  );
};
