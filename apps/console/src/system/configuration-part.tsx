import { useQuery } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Asked } from './asked.js';
import { configurationQuery } from './system-queries.js';
import styles from './system.module.css';

type Setting = Schemas['Configuration']['items'][number];

const columns: readonly Column<Setting>[] = [
  {
    id: 'variable',
    label: 'Setting',
    grow: true,
    cell: ({ variable, meaning }) => (
      <span className={styles.setting}>
        <code>{variable}</code>
        <span className={styles.quiet}>{meaning}</span>
      </span>
    ),
  },
  {
    id: 'value',
    label: 'In force',
    cell: ({ value, masked }) =>
      value === null ? (
        <span className={styles.quiet}>not set</span>
      ) : (
        <span className={styles.wrap}>
          <code>{value}</code> {masked ? <LockKeyhole size={12} aria-label="without its secrets" role="img" /> : null}
        </span>
      ),
  },
];

/** The settings of the API that answered; secrets never leave it. */
const ConfigurationPart = () => (
  <Asked query={useQuery(configurationQuery)} lines={10}>
    {({ items }) => (
      <DataTable
        caption="Settings in force"
        columns={columns}
        rows={items}
        idOf={({ variable }) => variable}
        nameOf={({ variable }) => variable}
      />
    )}
  </Asked>
);

export default ConfigurationPart;
