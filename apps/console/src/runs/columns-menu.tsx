import { Columns3 } from 'lucide-react';
import { Button } from '../parts/button.js';
import { OptionList } from '../parts/option-list.js';
import { Popup } from '../parts/popup.js';
import { catalog } from './columns.js';
import { columnNames, type ColumnName } from './runs-search.js';

interface ColumnsMenuProps {
  readonly shown: readonly ColumnName[];
  onChange(columns: readonly ColumnName[]): void;
}

/** Which columns are shown; they keep the catalog's order. */
export const ColumnsMenu = ({ shown, onChange }: ColumnsMenuProps) => (
  <Popup
    label="Columns"
    trigger={
      <Button icon={Columns3} data-columns>
        Columns
      </Button>
    }
  >
    <OptionList
      label="Columns"
      options={columnNames
        .filter((id) => catalog[id].fixed !== true)
        .map((id) => ({ value: id, label: catalog[id].label }))}
      chosen={shown}
      onChoose={(id) =>
        onChange(columnNames.filter((one) => (one === id ? !shown.includes(one) : shown.includes(one))))
      }
    />
  </Popup>
);
