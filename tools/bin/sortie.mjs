#!/usr/bin/env node
// `npx sortie …`: the command line, built first when it never was.
import { existsSync } from 'node:fs';

import { build, checkNode, install, useCheckoutsData } from '../setup.mjs';

const main = new URL('../../dist/apps/cli/src/main.js', import.meta.url);
checkNode();
if (!existsSync(main)) {
  install();
  build();
}
useCheckoutsData();
await import(main.href);
