#!/usr/bin/env node
// `npm run bench -- NAME`: measures the product's own path on a throw-away installation.
import { build, checkNode, install } from './setup.mjs';

checkNode();
install();
build();
await import('../dist/tools/bench/src/main.js');
