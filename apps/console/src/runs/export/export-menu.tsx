import { Download } from 'lucide-react';
import { announce } from '../../parts/announcer.js';
import { Button } from '../../parts/button.js';
import { Menu, MenuItem } from '../../parts/menu.js';

export const fileFormats = ['csv', 'ndjson'] as const;
export type FileFormat = (typeof fileFormats)[number];

const words = { csv: 'CSV, for spreadsheets', ndjson: 'NDJSON, for programs' } as const satisfies Record<
  FileFormat,
  string
>;

interface FormatMenuProps {
  readonly label: string;
  onChoose(format: FileFormat): void;
}

/** A file of what is meant, in the form that is chosen. */
export const FormatMenu = ({ label, onChoose }: FormatMenuProps) => (
  <Menu
    trigger={
      <Button icon={Download} aria-label={label}>
        Export
      </Button>
    }
  >
    {fileFormats.map((format) => (
      <MenuItem key={format} onSelect={() => onChoose(format)}>
        {words[format]}
      </MenuItem>
    ))}
  </Menu>
);

interface ExportMenuProps {
  readonly label: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** The service writes the file while the browser takes it in: however long it is, the page holds nothing of it. */
export const ExportMenu = ({ label, path, query }: ExportMenuProps) => (
  <FormatMenu label={label} onChoose={(format) => download(path, { ...query, format })} />
);

export const download = (path: string, query: Readonly<Record<string, unknown>>): void => {
  const params = new URLSearchParams(
    Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => [name, String(value)])),
  );
  const link = document.createElement('a');
  link.href = `${path}?${params}`;
  link.download = '';
  link.click();
  announce('The browser takes the file in');
};
