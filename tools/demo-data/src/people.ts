/** Somebody of the story. Their tag says which campaigns are for them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tag: 'guest' | 'regular' | 'press' | 'pilot';
  /** The shop of Harbour Coffee that they go to. */
  readonly shop: string;
}

const people = (tag: Person['tag'], domain: string, names: string): readonly Person[] =>
  names.split(', ').map((name, at) => ({
    id: `${tag}-${String(at + 1).padStart(2, '0')}`,
    name,
    email: `${plain(name)}@${domain}`,
    tag,
    shop: ['Hamburg', 'Bremen', 'Leipzig'][at % 3] ?? 'Hamburg',
  }));

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll(/[^a-z]+/g, '.');

export const guests = people(
  'guest',
  'example.com',
  'Ada Okafor, Bruno Weber, Chiara Rossi, Dilan Aydin, Emre Kaya, Femke de Vries, Goran Horvat, Hanna Lindqvist, ' +
    'Ines Duarte, Jonas Brandt, Kaito Mori, Leyla Haddad, Mateusz Zieliński, Nora Bøe, Otis Grant, Paula Méndez, ' +
    'Quentin Leroy, Rosa Blum, Samir Nasser, Tilda Åberg, Uwe Petersen, Vera Novák, Wim Claes, Yara Cohen',
);

/** The last two have mailboxes that are gone: the development mail server refuses their domain. */
export const regulars = [
  ...people(
    'regular',
    'example.org',
    'Alma Fischer, Ben Carter, Carla Gómez, Dora Simon, Erik Dahl, Fatou Diop, Georg Huber, Hedda Moe, Ivo Marić, Jana Kos',
  ),
  { id: 'regular-11', name: 'Kurt Lang', email: 'kurt.lang@refused.test', tag: 'regular', shop: 'Bremen' },
  { id: 'regular-12', name: 'Lotte Frank', email: 'lotte.frank@refused.test', tag: 'regular', shop: 'Hamburg' },
] as const satisfies readonly Person[];

export const press = people('press', 'gazette.test', 'Mona Reuter, Noah Stein, Olga Petrova, Piet Bakker, Ruth Adler');

export const pilots = people('pilot', 'example.net', 'Sofia Marin, Tom Ziegler, Ulla Kern, Victor Hugo Silva');

/** They join while the pilot's run is waiting for its time. */
export const latePilots = people(
  'pilot',
  'example.net',
  'Sofia Marin, Tom Ziegler, Ulla Kern, Victor Hugo Silva, Wanda Krol, Xaver Moser, Yusuf Demir',
).slice(pilots.length);

/** The list as its keeper sends it. */
export const guestList = (list: readonly Person[]): string =>
  csv(
    ['id', 'email', 'full name', 'first_name', 'tags', 'consent', 'shop'],
    list.map(({ id, email, name, tag, shop }) => [id, email, name, name.split(' ')[0] ?? '', tag, 'granted', shop]),
  );

/** What the CRM knows of the guests' shops: `wrong` is its export of the head office's address for everybody. */
export const shopList = (which: 'wrong' | 'right'): string =>
  csv(
    ['id', 'shop'],
    guests.map(({ id, shop }) => [id, which === 'wrong' ? 'Hamburg' : shop]),
  );

const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
