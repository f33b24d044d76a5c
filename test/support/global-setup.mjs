// Gives the run a PostgreSQL cluster: the one of TEST_DATABASE_URL, else the long-living one of
// tools/dev/test-postgres.mjs when it answers, else one of its own that global-teardown stops.
import { startTestCluster, sharedTestCluster } from '../../tools/dev/test-cluster.mjs';

export default async function setUp() {
  const url = process.env.TEST_DATABASE_URL ?? (await sharedTestCluster());
  if (url) {
    process.env.TEST_DATABASE_URL = url;
  } else {
    const cluster = await startTestCluster();
    process.env.TEST_DATABASE_URL = cluster.url;
    globalThis.stopTestCluster = () => cluster.remove();
    process.once('exit', () => cluster.abandon()); // for Ctrl-C, after which jest calls no teardown
    process.once('SIGINT', () => process.exit(130));
  }
  process.env.TEST_RUN_ID = `${Date.now().toString(36)}_${process.pid}`;
}
