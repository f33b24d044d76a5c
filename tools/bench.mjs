#!/usr/bin/env node
// `npm run bench -- NAME`: measures the product's own path on a throw-away installation.
import { build, checkNode, install, installServers } from './setup.mjs';

checkNode();
install();
if (process.argv.some((word) => /^(--stack=)?(scale-out|postgres-redis)$/.test(word)) && !process.env.REDIS_URL)
  installServers();
build();
await import('../dist/tools/bench/src/main.js');
