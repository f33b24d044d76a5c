import type { Schemas } from '#client/client.js';
import styles from './communication-panel.module.css';

interface UsedVariablesProps {
  readonly rendering: Schemas['Communication']['rendering'];
  readonly erased: boolean;
}

/** Every value that was filled in, and where it came from. */
export const UsedVariables = ({ rendering, erased }: UsedVariablesProps) => {
  if (rendering === null)
    return (
      <p className={styles.quiet}>
        {erased
          ? 'The contact was erased: what was written for them is gone for good.'
          : 'It has not been written yet.'}
      </p>
    );
  return (
    <section className={styles.section} aria-labelledby="used-variables">
      <h3 id="used-variables" className={styles.heading}>
        What it was made of
      </h3>
      <VariablesTable variables={rendering.variables} caption="Variables of this message" />
    </section>
  );
};

interface VariablesTableProps {
  readonly variables: NonNullable<UsedVariablesProps['rendering']>['variables'];
  readonly caption: string;
}

export const VariablesTable = ({ variables, caption }: VariablesTableProps) => (
  <table className={styles.table}>
    <caption className={styles.caption}>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Variable</th>
        <th scope="col">Value</th>
        <th scope="col">From</th>
      </tr>
    </thead>
    <tbody>
      {Object.entries(variables)
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([name, { value, origin }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{typeof value === 'string' ? value : JSON.stringify(value)}</td>
            <td>{origin}</td>
          </tr>
        ))}
    </tbody>
  </table>
);
