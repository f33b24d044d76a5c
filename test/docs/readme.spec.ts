import { existsSync } from 'node:fs';
import { readPage, tableUnder } from './page.js';

const page = readPage('README.md');

describe('README.md', () => {
  it('is short, and begins with the two commands', () => {
    expect(page.text.split('\n').length).toBeLessThan(180);
    expect(page.blocks[0]).toMatchObject({ language: 'sh', text: 'npm start\nnpm test' });
  });

  it('points to folders and pages that are there', () => {
    const named = tableUnder(page, 'Where things are').flatMap(([first = '']) => first.split(', '));
    const paths = named.map((name) => /^\[.*\]\((.*)\)$/.exec(name)?.[1] ?? name);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('explains every command of its story, in order', () => {
    const story =
      page.blocks.find(({ section }) => section === 'Find out why a run looks wrong')?.text.split('\n') ?? [];
    const rows = tableUnder(page, 'Find out why a run looks wrong').map(([command]) => command);
    expect(story).toHaveLength(5);
    expect(story.map((line, at) => line.startsWith(`npx sortie ${rows[at]} `))).toEqual(story.map(() => true));
  });
});
