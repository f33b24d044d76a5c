import { runCli } from './cli.js';
import { ownTerminal } from './terminal.js';

process.exitCode = await runCli(process.argv.slice(2), ownTerminal());
