import { readKeys } from '#platform/config/keys.js';
import { readRunning } from '#platform/config/running.js';
import { withCast } from './session.js';
import { tellStory } from './story.js';

/**
 * Loads the demo data into the Sortie that runs on DATA_DIR: contacts, campaigns and runs that tell why runs of one
 * campaign differ. May be interrupted and started again.
 */
const load = async (dataDir: string): Promise<void> => {
  const running = readRunning(dataDir);
  if (running === null) throw new Error(`nothing runs on ${dataDir}`);
  if (running.mail === null) throw new Error('SMTP_URL is set, and the demo data must not leave this machine');
  const keys = readKeys(dataDir);
  if (!keys.ok) throw new Error(keys.fault);
  const signal = new AbortController().signal;
  await withCast(running, { key: keys.keys.localApiKey, signal }, (cast) => tellStory(cast, running));
};

try {
  await load(process.env['DATA_DIR'] ?? '.sortie');
} catch (error) {
  console.error(`Demo data: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
