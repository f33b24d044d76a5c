#!/usr/bin/env node
// `npm run demo`: the main job from a file of contacts to a goal's attainment, on a throw-away data folder.
import { build, checkNode, install } from './setup.mjs';

checkNode();
install();
build();
await import('../dist/tools/demo/src/main.js');
