import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import hidden from '../parts/hidden.module.css';
import { TimeText } from '../parts/time-text.js';
import styles from './comparison.module.css';

type Sequence = Schemas['RunComparison']['sequence'];
type Step = Sequence[number]['a'];

interface SequenceTableProps {
  readonly a: string;
  readonly b: string;
  readonly steps: Sequence;
}

/** What happened to both in order; where one lacks a step, its place is empty. */
export const SequenceTable = ({ a, b, steps }: SequenceTableProps) => (
  <table className={styles.table}>
    <caption className={hidden.hidden}>Steps of both runs in order</caption>
    <thead>
      <tr>
        <th scope="col">Step</th>
        <th scope="col">a</th>
        <th scope="col">b</th>
      </tr>
    </thead>
    <tbody>
      {steps.map((step, place) => (
        // The same step may come several times; its place is what names it.
        <tr key={place}>
          <th scope="row">{step.type}</th>
          <StepCell run={a} step={step.a} />
          <StepCell run={b} step={step.b} />
        </tr>
      ))}
    </tbody>
  </table>
);

const StepCell = ({ run, step }: { readonly run: string; readonly step: Step }) => (
  <td>
    {step === null ? (
      <span className={styles.quiet}>not there</span>
    ) : (
      <>
        <TimeText instant={step.occurredAt} as="seconds" />{' '}
        <span className={styles.quiet}>
          {step.actor}
          {step.count > 1 ? `, ${step.count} times` : ''}
        </span>{' '}
        {step.number === null ? null : (
          <Link
            to="/runs/$runId/$tab"
            params={{ runId: run, tab: 'history' }}
            search={{ event: step.number }}
            className={styles.link}
            aria-label={`Event ${step.number} of run ${run.slice(0, 8)}`}
          >
            #{step.number}
          </Link>
        )}
      </>
    )}
  </td>
);
