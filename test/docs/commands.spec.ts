import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fields } from '#platform/config/config.js';
import { faultsIn } from './known-commands.js';
import { pages, readPage } from './page.js';
import { commandsIn } from './shell.js';

describe('shell texts', () => {
  it('come apart into commands, words and settings', () => {
    const text = `A=1 npm start -- --flag # why
      curl -H "Key: $(node -p 'x | y')" \\
        "$URL/v1/runs?a=b" | head > file`;
    expect(commandsIn(text)).toEqual([
      { words: ['npm', 'start', '--', '--flag'], sets: ['A'] },
      { words: ['node', '-p', 'x | y'], sets: [] },
      { words: ['curl', '-H', 'Key: $', '$/v1/runs?a=b'], sets: [] },
      { words: ['head'], sets: [] },
    ]);
  });

  it('are faulty where a command, an option, a path or a script does not exist', async () => {
    const faults = await faultsIn(`npm run no-such-script
      npx sortie runs shou X
      sortie runs show
      sortie runs list --status sleeping
      curl -X DELETE http://127.0.0.1:3000/v1/runs
      node dist/apps/nothing/src/main.js
      mystery --now`);
    expect(faults).toHaveLength(7);
  });
});

describe.each(pages)('%s', (path) => {
  const page = readPage(path);

  it('names commands that exist', async () => {
    const faults: string[] = [];
    for (const { language, text } of page.blocks) if (language === 'sh') faults.push(...(await faultsIn(text)));
    expect(faults).toEqual([]);
  });

  it('mentions commands, as they would be typed, that exist', async () => {
    const inline = [...page.text.replaceAll(/^```[^]*?^```/gm, '').matchAll(/`((?:npx )?sortie [^`]+)`/g)];
    for (const [, typed = ''] of inline) {
      // In running text a command may lack what it would need: only its words are looked at, by way of the help.
      const words = typed.replace(/^(npx )?sortie /, '').split(' ');
      const verbs = words.slice(0, words.findIndex((word) => /^[-<A-Z"…]/.test(word)) >>> 0);
      expect(await faultsIn(`sortie ${verbs.join(' ')} --help`)).toEqual([]);
    }
  });

  it('names settings that exist', () => {
    const known = new Set<string>([
      ...Object.values(fields).map((field) => field.variable),
      'SORTIE_URL',
      'SORTIE_KEY',
    ]);
    const named = new Set(page.text.match(/\bSORTIE_[A-Z_]*[A-Z]\b/g));
    const unknown = [...named].filter((name) => !known.has(name) && !name.startsWith('SORTIE_SECRET'));
    expect(unknown).toEqual([]);
  });

  it('links to files and headings that are there', () => {
    const links = [...page.text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [, file = '', heading] of links) {
      const target = file === '' ? path : join(dirname(path), file);
      expect({ target, there: existsSync(target) }).toEqual({ target, there: true });
      if (heading !== undefined) expect([...readPage(target).sections.keys()].map(anchorOf)).toContain(heading);
    }
  });
});

/** As GitHub names a heading in a link. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
