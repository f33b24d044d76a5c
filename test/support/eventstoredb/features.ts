import type { sendUnaryData } from '@grpc/grpc-js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';

import { features, GossipService, StreamsService } from './definitions.js';
import { featuresFailed } from './errors.js';
import type { Node } from './node.js';

/** Which methods there are, in lower case, and the version. Clients ask once per connection. */
export const readFeatures =
  (node: Node) =>
  (_call: unknown, answer: sendUnaryData<SupportedMethods>): void => {
    node.counts.add('features');
    if (node.faults.has('features-error')) return answer(featuresFailed());
    const methods = [...Object.values(StreamsService), ...Object.values(GossipService)].map(({ path }) => {
      const [, service = '', method = ''] = path.toLowerCase().split('/');
      return new features.SupportedMethod().setServiceName(service).setMethodName(method);
    });
    const all = new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(node.version);
    answer(null, all);
  };
