// `npm run test:console`: every test of the console in a browser; `npm run screenshots` (`--screenshots`) writes its
// pictures into docs/images.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { build, checkNode, install, installServers, root } from './setup.mjs';

const screenshots = process.argv.includes('--screenshots');

checkNode();
install();
installServers();
build();
const args = ['--config', 'jest.config.js', '--runInBand', '--testMatch'];
const which = screenshots ? 'screenshots.console-spec' : '*.{e2e-spec,console-spec}';
const { status, error } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), ...args, `<rootDir>/test/console/**/${which}.ts`],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(screenshots ? { SCREENSHOTS: join(root, 'docs/images') } : {}) },
  },
);
if (error) throw error;
process.exit(status ?? 1);
