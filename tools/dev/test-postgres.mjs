// `node tools/dev/test-postgres.mjs`: one PostgreSQL for all test runs of this user, until the machine
// ends or the printed pg_ctl line stops it. Saves every run the second it takes to make a cluster.
import { share, sharedTestCluster, startTestCluster } from './test-cluster.mjs';

let url = await sharedTestCluster();
if (!url) {
  ({ url } = await startTestCluster());
  share(url);
}
console.log(url);
