import { companies, type Name, notes, type Region, regions } from './people.js';
import { type Chance, chanceFrom } from './chance.js';

export const contactRows = 5_000;

/** The columns of the file. The last three are none that a contact has, and one of them has no name. */
const columns = [
  'ID',
  'E-Mail',
  'Full Name',
  'Time Zone',
  'Locale',
  'Tags',
  'Consent',
  'first_name',
  'company',
  'city',
  'plan',
  'seats',
  'Notes',
  'Legacy Code',
  '',
] as const;
type Column = (typeof columns)[number];
type Row = Record<Column, string>;

/**
 * `examples/contacts.csv`: what a shop might export from a spreadsheet, with everything that goes wrong in such
 * files. The same text every time. All addresses are at `example.*` and below `.test` (RFC 2606), so that nobody
 * is reached by an accident.
 */
export const contactsFile = (): string => {
  const chance = chanceFrom(20_261_122);
  const rows: Row[] = [];
  const lines = [csvLine(columns)];
  for (let number = 1; number <= contactRows; number += 1) {
    const row = cleanRow(number, chance);
    for (const trouble of troubles) if (number % trouble.every === trouble.from) trouble.cause(row, rows, number);
    rows.push(row);
    const broken = brokenLines.find(({ every, from }) => number % every === from);
    const line = csvLine(columns.map((column) => row[column]));
    lines.push(broken === undefined ? line : broken.write(line, row));
  }
  // As spreadsheets write it: a byte order mark, and CRLF between rows while cells keep their LF.
  return `\ufeff${lines.join('\r\n')}\r\n`;
};

const domains = ['example.com', 'example.org', 'example.net', 'kontor.test', 'atelier.test', 'bücher.test'];
const plans = ['starter', 'starter', 'team', 'team', 'enterprise'];

const cleanRow = (number: number, chance: Chance): Row => {
  const region = chance.pick(regions);
  const given = chance.pick(region.given);
  const family = chance.pick(region.family);
  const tags = ['customer', ...(chance.one(4) ? ['wholesale'] : []), ...(chance.one(50) ? ['internal'] : [])];
  return {
    ID: `C-${String(number).padStart(5, '0')}`,
    'E-Mail': `${given[1]}.${family[1]}${number}@${chance.pick(domains)}`,
    'Full Name': fullName(region, given, family),
    'Time Zone': region.timeZone,
    Locale: chance.one(3) ? region.locale.replace('-', '_') : region.locale,
    Tags: tags.join('; '),
    Consent: chance.pick(['granted', 'yes', 'Y', '', '']),
    first_name: given[0],
    company: chance.one(3) ? chance.pick(companies) : '',
    city: chance.pick(region.cities),
    plan: chance.pick(plans),
    seats: String(1 + chance.below(40)),
    Notes: chance.one(20) ? chance.pick(notes) : '',
    'Legacy Code': String(chance.below(1_000)).padStart(5, '0'),
    '': '',
  };
};

const fullName = ({ order }: Region, [given]: Name, [family]: Name): string => {
  if (order === 'given-first') return `${given} ${family}`;
  return order === 'family-first' ? `${family} ${given}` : `${family}${given}`;
};

interface Trouble {
  /** Every so many rows, the first time in row `from`. */
  readonly every: number;
  readonly from: number;
  /** Spoils the row; `before` are the rows above it. */
  readonly cause: (row: Row, before: readonly Row[], number: number) => void;
}

const brokenAddresses = [
  'nobody',
  '@example.com',
  'a@b@example.com',
  'two words@example.org',
  'dot.@example.net',
  'x@test',
  'josé@example.com',
];
const wrongZones = ['Berlin', 'UTC+25', 'Europe/Atlantis', '+02:00', 'MEZ', 'America/New York'];

/** The distances have no common divisors, so that troubles meet rarely and every part of the file has some. */
const troubles: readonly Trouble[] = [
  // Taken as they are, or repaired by the import.
  { every: 19, from: 7, cause: (row) => (row['E-Mail'] = row['E-Mail'].replace('@', '+newsletter@')) },
  { every: 47, from: 11, cause: (row) => (row['E-Mail'] = row['E-Mail'].toUpperCase()) },
  { every: 113, from: 17, cause: (row) => (row['E-Mail'] = `  ${row['E-Mail']} `) },
  { every: 37, from: 29, cause: (row) => (row['Time Zone'] = '') },
  // Stored, but no message leaves for them.
  { every: 41, from: 13, cause: (row) => (row['E-Mail'] = '') },
  { every: 59, from: 23, cause: (row, _, number) => (row.Consent = number % 2 === 0 ? 'no' : 'unsubscribed') },
  { every: 101, from: 31, cause: (row) => (row.first_name = '') },
  // The development mail server refuses this domain, as a server without the mailbox would.
  { every: 199, from: 43, cause: (row) => (row['E-Mail'] = row['E-Mail'].replace(/@.*/, '@refused.test')) },
  // Refused by the import.
  {
    every: 67,
    from: 5,
    cause: (row, _, number) => (row['E-Mail'] = brokenAddresses[number % brokenAddresses.length] ?? ''),
  },
  { every: 71, from: 19, cause: (row, _, number) => (row['Time Zone'] = wrongZones[number % wrongZones.length] ?? '') },
  { every: 83, from: 37, cause: (row, before) => (row['E-Mail'] = otherCase(before.at(-30)?.['E-Mail'] ?? '')) },
  { every: 251, from: 47, cause: (row, before) => (row.ID = before.at(-20)?.ID ?? '') },
  { every: 331, from: 53, cause: (row) => (row.Consent = 'maybe') },
  { every: 613, from: 61, cause: (row) => (row['Full Name'] += '\nBcc: everyone@example.com') },
  { every: 701, from: 67, cause: (row) => columns.forEach((column) => (row[column] = '')) },
];

const otherCase = (address: string): string =>
  address.replace(/^[^@]+/, (local) => `${local[0]?.toUpperCase() ?? ''}${local.slice(1)}`);

/** Rows that are no proper CSV: a cell too few, one too many, and a quote that ends too early. */
const brokenLines: readonly {
  readonly every: number;
  readonly from: number;
  readonly write: (line: string, row: Row) => string;
}[] = [
  { every: 397, from: 71, write: (_, row) => csvLine([row.ID, row['E-Mail'], row['Full Name']]) },
  { every: 499, from: 73, write: (line) => `${line},,unexpected` },
  {
    every: 503,
    from: 79,
    write: (_, { ID, 'E-Mail': address, first_name: given }) => `${ID},${address},"${given}" the Great,,,`,
  },
];

/** RFC 4180: quotes only where they are needed. */
const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
