import type { Schemas } from '#client/client.js';
import hidden from '../../parts/hidden.module.css';
import { ledgerParts } from '../../parts/ledger.js';
import { communicationStatuses, type RunStatus, runStatuses } from '../../parts/statuses.js';
import styles from './history.module.css';

type Step = Schemas['ReplayStep'];
type State = Step['before'];

const linesOf = (state: State): Readonly<Record<string, string>> => ({
  'run status': statusWords(state.status),
  audience: state.ledger.audience.toLocaleString(),
  ...Object.fromEntries(ledgerParts.map(({ name, count }) => [name, count(state.ledger).toLocaleString()])),
  drafts: state.drafts.toLocaleString(),
  replies: state.replies.toLocaleString(),
  message: state.communication === null ? 'none' : communicationStatuses[state.communication.status].label,
  attempts: state.communication === null ? '0' : String(state.communication.attempt),
});

const statusWords = (status: RunStatus | 'absent'): string =>
  status === 'absent' ? 'not there' : runStatuses[status].label;

/** What the event changed, as the server folds it; what it left alone is not shown. */
export const BeforeAfter = ({ step }: { readonly step: Step }) => {
  const [before, after] = [linesOf(step.before), linesOf(step.after)];
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  return (
    <section className={styles.part} aria-label="State before and after">
      <h3 className={styles.heading}>State</h3>
      {changed.length === 0 ? (
        <p className={styles.delta}>The event changed neither status nor ledger.</p>
      ) : (
        <table className={styles.states}>
          <caption className={hidden.hidden}>State before and after the event</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{before[name]}</td>
                <td className={styles.after}>{after[name]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
