import { readFileSync } from 'node:fs';

/** One fenced block of a page. */
export interface Block {
  /** What stands behind the fence: `sh`, `sql`, or nothing. */
  readonly language: string;
  readonly text: string;
  /** The heading it stands under. */
  readonly section: string;
}

export interface Page {
  readonly text: string;
  /** Text under each heading of any level, up to the next one. */
  readonly sections: ReadonlyMap<string, string>;
  readonly blocks: readonly Block[];
}

/** Pages whose commands, metrics and settings are held to the code. */
export const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/operations.md',
  'docs/runbook.md',
  'docs/security-model.md',
];

/** Reads a page of this repository. Lines inside fences are no headings. */
export const readPage = (path: string): Page => {
  const text = readFileSync(path, 'utf8');
  const sections = new Map<string, string>();
  const blocks: Block[] = [];
  let section = '';
  let open: { language: string; lines: string[] } | null = null;
  for (const line of text.split('\n')) {
    const [, language] = /^```(\w*)/.exec(line) ?? [];
    if (open === null && language === undefined) section = /^#+ (.*)$/.exec(line)?.[1] ?? section;
    sections.set(section, `${sections.get(section) ?? ''}${line}\n`);
    if (language === undefined) open?.lines.push(line);
    else if (open === null) open = { language, lines: [] };
    else {
      blocks.push({ language: open.language, text: open.lines.join('\n'), section });
      open = null;
    }
  }
  return { text, sections, blocks };
};

/** The rows of the first table under a heading, cells trimmed and without back-ticks. */
export const tableUnder = (page: Page, heading: string): string[][] => {
  const lines = (page.sections.get(heading) ?? '').split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const rows = lines.slice(
    start,
    lines.findIndex((line, i) => i > start && !line.startsWith('|')),
  );
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').replaceAll('\\|', '|').trim()),
  );
};
