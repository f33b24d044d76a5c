import { readStored, writeStored } from '../frame/stored.js';
import { defaultColumns } from './columns.js';
import { type ColumnName, runsSearch } from './runs-search.js';

const name = 'runs.columns';

/** Absent: as everybody begins. */
export const keptColumns = (): readonly ColumnName[] | undefined =>
  runsSearch({ columns: readStored(name)?.split(' ') }).columns;

/** Undefined when they are the default ones, so that the URL stays short. */
export const keepColumns = (columns: readonly ColumnName[]): readonly ColumnName[] | undefined => {
  const isDefault = columns.join(' ') === defaultColumns.join(' ');
  writeStored(name, isDefault ? null : columns.join(' '));
  return isDefault ? undefined : columns;
};
