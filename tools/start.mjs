#!/usr/bin/env node
// `npm start`: from a fresh clone to a running Sortie.
import { build, checkNode, install, useCheckoutsData } from './setup.mjs';

checkNode();
install();
build();
useCheckoutsData();
await import('../dist/tools/launcher/src/main.js');
