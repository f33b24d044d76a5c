#!/usr/bin/env node
// `npm run chaos`: the whole service under faults, judged by the history checker (docs/reliability.md).
import { build, checkNode, install, installServers, root } from './setup.mjs';

checkNode();
install();
installServers();
build();
process.chdir(root);
await import('../dist/test/chaos/main.js');
