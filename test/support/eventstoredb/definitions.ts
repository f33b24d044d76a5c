import { createRequire } from 'node:module';

import type * as Gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type * as GossipRpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type * as Features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as FeaturesRpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as Status from '@eventstore/db-client/generated/status_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type * as StreamsRpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type * as Grpc from '@grpc/grpc-js';
import type * as Empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type * as Any from 'google-protobuf/google/protobuf/any_pb.js';

// What the client package ships is the protocol, and its own copies of grpc-js and google-protobuf are the ones
// that its message classes belong to; a second copy would not recognise them.
const ours = createRequire(import.meta.url);
const clients = createRequire(ours.resolve('@eventstore/db-client/package.json'));

export const grpc = clients('@grpc/grpc-js') as typeof Grpc;
export const streams = clients('./generated/streams_pb.js') as typeof Streams;
export const shared = clients('./generated/shared_pb.js') as typeof Shared;
export const rpcStatus = clients('./generated/status_pb.js') as typeof Status;
export const gossip = clients('./generated/gossip_pb.js') as typeof Gossip;
export const features = clients('./generated/serverfeatures_pb.js') as typeof Features;
export const google = {
  ...(clients('google-protobuf/google/protobuf/empty_pb.js') as typeof Empty),
  ...(clients('google-protobuf/google/protobuf/any_pb.js') as typeof Any),
};
export const { StreamsService } = clients('./generated/streams_grpc_pb.js') as typeof StreamsRpc;
export const { GossipService } = clients('./generated/gossip_grpc_pb.js') as typeof GossipRpc;
export const { ServerFeaturesService } = clients('./generated/serverfeatures_grpc_pb.js') as typeof FeaturesRpc;
