import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Folder, openFolder, removeFolder } from './folder.js';
import { seed, seededIn, type SeedFigures, type SeedWanted, seedFile } from './seed.js';

/** A running service on seeded data. */
export type Seeded = Folder & { readonly figures: SeedFigures };

/** On the folder that is named, which is seeded first when it is new; on one of its own, which goes at the end. */
export const openSeeded = async (wanted: SeedWanted, say: (line: string) => void): Promise<Seeded> => {
  const own = wanted.dataDir === null ? mkdtempSync(join(tmpdir(), 'sortie-bench-')) : null;
  const dataDir = wanted.dataDir ?? own ?? '';
  if (!existsSync(seedFile(dataDir))) await seed({ ...wanted, dataDir }, say);
  const folder = await openFolder(dataDir, 'service', say);
  return {
    ...folder,
    figures: seededIn(dataDir),
    stop: async () => {
      await folder.stop();
      if (own !== null) removeFolder(own);
    },
  };
};
