import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import { Differences } from '../../parts/diff.js';
import { DiffChoice } from '../../parts/diff-choice.js';
import { useLook } from '../../parts/look.js';
import { Panel } from '../../parts/panel.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { Same } from '../instructions/instructions-tab.js';
import { campaignDiffQuery } from '../run-queries.js';
import { byArea } from './areas.js';
import styles from './versions-tab.module.css';

interface VersionDiffProps {
  readonly campaignId: string;
  /** Newest first. */
  readonly versions: readonly number[];
  readonly a: number;
  readonly b: number;
  onChoose(next: { readonly a: number; readonly b: number }): void;
}

/** What changed between two versions of a campaign, area by area. */
export const VersionDiff = ({ campaignId, versions, a, b, onChoose }: VersionDiffProps) => {
  const [view] = useLook('diff');
  const diff = useQuery({ ...campaignDiffQuery(campaignId, a, b), enabled: a !== b });
  return (
    <Panel
      title="Differences"
      note={
        <span className={styles.choice}>
          <VersionSelect
            label="From version"
            versions={versions}
            value={a}
            onChange={(next) => onChoose({ a: next, b })}
          />
          <button
            type="button"
            className={styles.swap}
            aria-label="Swap the versions"
            onClick={() => onChoose({ a: b, b: a })}
          >
            <ArrowLeftRight size={14} aria-hidden />
          </button>
          <VersionSelect
            label="To version"
            versions={versions}
            value={b}
            onChange={(next) => onChoose({ a, b: next })}
          />
        </span>
      }
      actions={<DiffChoice />}
      flush
    >
      {a === b ? (
        <Same words={versions.length < 2 ? 'The campaign has one version.' : `Both are v${a}.`} />
      ) : diff.data === undefined ? (
        diff.isError ? (
          <ErrorState error={diff.error} onRetry={() => void diff.refetch()} />
        ) : (
          <Skeleton lines={4} />
        )
      ) : (
        byArea(diff.data.differences).map(({ area, differences }) => (
          <section key={area} className={styles.area} aria-label={area}>
            <h3 className={styles.areaTitle}>{area}</h3>
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

interface VersionSelectProps {
  readonly label: string;
  readonly versions: readonly number[];
  readonly value: number;
  onChange(version: number): void;
}

const VersionSelect = ({ label, versions, value, onChange }: VersionSelectProps) => (
  <select
    className={styles.select}
    aria-label={label}
    value={value}
    onChange={(event) => onChange(Number(event.target.value))}
  >
    {versions.map((version) => (
      <option key={version} value={version}>
        v{version}
      </option>
    ))}
  </select>
);
