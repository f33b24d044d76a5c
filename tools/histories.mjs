// `npm run histories` replays the recorded histories of every release; `npm run histories -- record` records those of
// this release from runs of the built service, over what was recorded of it before.
import { spawnSync } from 'node:child_process';

const [what = 'replay'] = process.argv.slice(2);
const files = {
  replay: ['test/histories'],
  record: ['--testMatch', '<rootDir>/test/histories/recording/record-histories.ts', '-i'],
};
if (!Object.hasOwn(files, what)) {
  console.error(`histories: replay or record, not ${what}`);
  process.exit(2);
}
const { status } = spawnSync('npx', ['jest', '--config', 'jest.config.js', ...files[what]], { stdio: 'inherit' });
process.exit(status ?? 1);
