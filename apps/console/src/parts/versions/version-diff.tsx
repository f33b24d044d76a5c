import { ArrowLeftRight } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { type Difference, Differences } from '../diff.js';
import { DiffChoice } from '../diff-choice.js';
import { useLook } from '../look.js';
import { Panel } from '../panel.js';
import { ErrorState, Skeleton } from '../states.js';
import styles from './version-diff.module.css';

interface VersionDiffProps {
  /** Of what: `goal`. */
  readonly noun: string;
  /** Newest first. */
  readonly versions: readonly number[];
  readonly a: number;
  readonly b: number;
  onChoose(next: { readonly a: number; readonly b: number }): void;
  /** The comparison that was asked for. */
  readonly answer: {
    readonly data: Schemas['VersionDiff'] | undefined;
    readonly isError: boolean;
    readonly error: unknown;
    refetch(): unknown;
  };
  /** Differences as people speak of them, part by part. */
  groupsOf(
    differences: readonly Difference[],
  ): readonly { readonly area: string; readonly differences: readonly Difference[] }[];
}

/** What changed between two versions of a definition. */
export const VersionDiff = ({ noun, versions, a, b, onChoose, answer, groupsOf }: VersionDiffProps) => {
  const [view] = useLook('diff');
  const select = (label: string, value: number, choose: (version: number) => void) => (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={(event) => choose(Number(event.target.value))}
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
          {select('From version', a, (next) => onChoose({ a: next, b }))}
          <button
            type="button"
            className={styles.swap}
            aria-label="Swap the versions"
            onClick={() => onChoose({ a: b, b: a })}
          >
            <ArrowLeftRight size={14} aria-hidden />
          </button>
          {select('To version', b, (next) => onChoose({ a, b: next }))}
        </span>
      }
      actions={<DiffChoice />}
      flush
    >
      {a === b ? (
        <p className={styles.none}>{versions.length < 2 ? `The ${noun} has one version.` : `Both are v${a}.`}</p>
      ) : answer.data === undefined ? (
        answer.isError ? (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Skeleton lines={4} />
        )
      ) : answer.data.differences.length === 0 ? (
        <p className={styles.none}>
          v{a} and v{b} say the same.
        </p>
      ) : (
        groupsOf(answer.data.differences).map(({ area, differences }) => (
          <section key={area} className={styles.area} aria-label={area}>
            <h3 className={styles.title}>{area}</h3>
            <Differences
              caption={`${area}, v${a} to v${b}`}
              differences={differences}
              sides={[`v${a}`, `v${b}`]}
              view={view}
            />
          </section>
        ))
      )}
    </Panel>
  );
};
