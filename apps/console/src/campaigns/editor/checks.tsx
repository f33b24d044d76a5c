import { CircleCheck, CircleX } from 'lucide-react';
import hidden from '../../parts/hidden.module.css';
import { Panel } from '../../parts/panel.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { FindingList, Verdict } from '../overview/findings.js';
import found from '../overview/findings.module.css';
import styles from './editor.module.css';
import { faultWords } from './editor-context.js';
import { jumpTo } from './jump.js';
import { wordsOf } from './pointer-words.js';
import type { Checked } from './trial.js';

/** What has to be mended before it can be published, and what speaks against a run of it. Each leads to its field. */
export const Checks = ({ checked }: { readonly checked: Checked }) => {
  const { faults, trial, behind, error } = checked;
  return (
    <div className={styles.checks} aria-busy={behind}>
      <Panel title="Could it be published?">
        {error !== null ? (
          <ErrorState error={error} />
        ) : faults.length > 0 ? (
          <ul className={found.findings} aria-label="To be mended first">
            {faults.map((fault) => (
              <li key={`${fault.pointer} ${fault.detail} ${fault.line}`} className={found.blocks}>
                <CircleX size={14} aria-hidden />
                <button type="button" className={found.go} onClick={() => jumpTo(fault.pointer ?? '')}>
                  <strong>{wordsOf(fault.pointer ?? '')}</strong> {faultWords(fault)}
                </button>
              </li>
            ))}
          </ul>
        ) : trial === null ? (
          <Skeleton lines={1} label="Checking" />
        ) : (
          <p className={found.ready}>
            <CircleCheck size={15} aria-hidden /> Nothing speaks against it.
          </p>
        )}
      </Panel>
      <Panel title="Could it run?" note="as written here, with everything else as it is now">
        {trial === null ? (
          faults.length > 0 ? (
            <p className={styles.quiet}>Known once it could be published.</p>
          ) : (
            <Skeleton lines={3} label="Checking" />
          )
        ) : (
          <>
            <Verdict findings={trial.findings} />
            <FindingList findings={trial.findings} onGo={jumpTo} />
          </>
        )}
      </Panel>
      {trial === null ? null : (
        <Panel title="Variables" note={checkedWords(trial)}>
          {trial.missing.length === 0 && trial.failures.length === 0 ? (
            <p className={styles.quiet}>
              {trial.checked === 0 ? 'Nobody is there to write for yet.' : 'None is missing for anybody.'}
            </p>
          ) : (
            <table className={styles.table}>
              <caption className={hidden.hidden}>Variables that are missing</caption>
              <thead>
                <tr>
                  <th scope="col">Missing</th>
                  <th scope="col" className={styles.end}>
                    Recipients
                  </th>
                </tr>
              </thead>
              <tbody>
                {trial.missing.map(({ variable, contacts }) => (
                  <tr key={variable}>
                    <th scope="row">
                      <code>{variable}</code>
                    </th>
                    <td className={styles.end}>{contacts.toLocaleString()}</td>
                  </tr>
                ))}
                {trial.failures.map(({ detail, contacts }) => (
                  <tr key={detail}>
                    <th scope="row">{detail}</th>
                    <td className={styles.end}>{contacts.toLocaleString()}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Panel>
      )}
    </div>
  );
};

const checkedWords = ({ checked, recipients }: NonNullable<Checked['trial']>): string =>
  recipients === null
    ? 'without a segment nobody is there'
    : `written for ${checked.toLocaleString()} of ${recipients.toLocaleString()} in the segment`;
