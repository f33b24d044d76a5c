import { useQuery } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { useMedia } from '../parts/use-media.js';
import { Asked } from './asked.js';
import { configurationQuery } from './system-queries.js';
import styles from './system.module.css';

type Setting = Schemas['Configuration']['items'][number];

const Value = ({ setting: { value, masked } }: { readonly setting: Setting }) =>
  value === null ? (
    <span className={styles.quiet}>not set</span>
  ) : (
    <span>
      <code>{value}</code> {masked ? <LockKeyhole size={12} aria-label="without its secrets" role="img" /> : null}
    </span>
  );

const about = (setting: Setting) => (
  <>
    <code>{setting.variable}</code>
    <span className={styles.quiet}>{setting.meaning}</span>
  </>
);

const columns: readonly Column<Setting>[] = [
  {
    id: 'variable',
    label: 'Setting',
    grow: true,
    cell: (setting) => <span className={styles.setting}>{about(setting)}</span>,
  },
  {
    id: 'value',
    label: 'In force',
    cell: (setting) => (
      <span className={styles.value}>
        <Value setting={setting} />
      </span>
    ),
  },
];

/** Under each other where there is no room beside each other. */
const narrowColumns: readonly Column<Setting>[] = [
  {
    id: 'variable',
    label: 'Setting',
    grow: true,
    cell: (setting) => (
      <span className={styles.setting}>
        {about(setting)}
        <Value setting={setting} />
      </span>
    ),
  },
];

/** The settings of the API that answered; secrets never leave it. */
const ConfigurationPart = () => {
  const configuration = useQuery(configurationQuery);
  const narrow = useMedia('narrow');
  return (
    <Asked query={configuration} lines={10}>
      {({ items }) => (
        <DataTable
          caption="Settings in force"
          columns={narrow ? narrowColumns : columns}
          rows={items}
          idOf={({ variable }) => variable}
          nameOf={({ variable }) => variable}
        />
      )}
    </Asked>
  );
};

export default ConfigurationPart;
