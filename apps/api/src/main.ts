import 'reflect-metadata';
import { loadConfig } from '#platform/config/config.js';
import { whyNotToStart } from '#transfer/start-check.js';
import { openLog } from './http/request-log.js';
import { openInstallation } from './installation.js';
import { createApi } from './server.js';

/** EX_CONFIG of sysexits.h: starting again will not help. */
const badConfiguration = 78;

const loaded = loadConfig(process.env);
if (!loaded.ok) {
  for (const fault of loaded.faults) process.stderr.write(`sortie api: ${fault}\n`);
  process.exit(badConfiguration);
}
const { config } = loaded;
const log = openLog(config.logLevel);
const installation = await openInstallation(config, {
  onIdleError: ({ name }) => log.warn({ error: name }, 'an idle database connection broke'),
  onTrouble: ({ message }) => log.warn({ error: message }, 'log'),
});
const unfit = await whyNotToStart(installation.pool, installation.store);
if (unfit !== null) {
  process.stderr.write(`sortie api: ${unfit}\n`);
  process.exit(badConfiguration);
}
const app = await createApi(installation, log);
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
await app.listen({ host: config.http.host, port: config.http.port });
log.info({ url: await app.getUrl() }, 'listening');
