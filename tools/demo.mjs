#!/usr/bin/env node
// `npm run demo`: the main job from a file of contacts to a goal's attainment, on a throw-away data folder.
import { build, checkNode, install, installServers } from './setup.mjs';

checkNode();
install();
if (process.argv.some((word) => /^(--stack=)?(scale-out|postgres-redis)$/.test(word)) && !process.env.REDIS_URL)
  installServers();
build();
await import('../dist/tools/demo/src/main.js');
