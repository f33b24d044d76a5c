import { Diff, Equal } from 'lucide-react';
import hidden from '../parts/hidden.module.css';
import styles from './comparison.module.css';

interface FactsTableProps {
  readonly lines: readonly { readonly name: string; readonly a: string; readonly b: string }[];
}

/** Facts of both, each with whether it differs. */
export const FactsTable = ({ lines }: FactsTableProps) => (
  <table className={styles.table}>
    <caption className={hidden.hidden}>Facts of both runs</caption>
    <thead>
      <tr>
        <th scope="col">Fact</th>
        <th scope="col">a</th>
        <th scope="col">b</th>
        <th scope="col">
          <span className={hidden.hidden}>Differs</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ name, a, b }) => (
        <tr key={name} className={a === b ? styles.same : undefined}>
          <th scope="row">{name}</th>
          <td>{a}</td>
          <td>{b}</td>
          <td className={styles.mark}>
            {a === b ? <Equal size={14} aria-hidden /> : <Diff size={14} aria-hidden />}
            <span>{a === b ? 'same' : 'differs'}</span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
