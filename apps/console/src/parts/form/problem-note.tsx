import { ProblemAnswer, type Schemas } from '#client/client.js';
import { CopyId } from '../copy-id.js';
import styles from './problem-note.module.css';

type Fault = NonNullable<Schemas['Problem']['errors']>[number];

/** Faults of one member of the body, for showing them at its field. */
export const faultsOf = (error: unknown, pointer: string): readonly Fault[] =>
  error instanceof ProblemAnswer
    ? (error.problem.errors ?? []).filter((fault) => fault.pointer?.startsWith(pointer) === true)
    : [];

/** What the API said against it, and under which id its logs know of it. */
export const ProblemNote = ({ error }: { readonly error: unknown }) => {
  if (!(error instanceof ProblemAnswer)) {
    return (
      <p className={styles.problem} role="alert">
        <strong>The API did not answer.</strong> Trying again is safe: the request keeps its Idempotency-Key.
      </p>
    );
  }
  const { title, detail, errors = [], reasons = [], instance } = error.problem;
  return (
    <div className={styles.problem} role="alert">
      <strong>{title}</strong>
      <p>{detail}</p>
      <ul>
        {errors.map((fault) => (
          <li key={`${fault.pointer ?? fault.parameter ?? fault.header} ${fault.detail}`}>
            <code>{fault.pointer ?? fault.parameter ?? fault.header}</code> {fault.detail}
          </li>
        ))}
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>{'detail' in reason ? String(reason.detail) : JSON.stringify(reason)}</li>
        ))}
      </ul>
      <p className={styles.request}>
        Request <CopyId id={instance.split(':').at(-1) ?? instance} of="request" />
      </p>
    </div>
  );
};
