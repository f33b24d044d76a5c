import type { Server } from '@grpc/grpc-js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import { GossipService, grpc, ServerFeaturesService, StreamsService } from './definitions.js';
import { deleteStream, tombstoneStream } from './delete.js';
import { readFeatures } from './features.js';
import { readGossip } from './gossip.js';
import type { Node } from './node.js';
import { read } from './read.js';

/** Kestrel's default, which the server leaves as it is. */
const concurrentStreams = 100;
const largestMessage = 16 * 1024 * 1024;

/** Reads answer with bytes that were encoded before; everything else goes through the client's own classes. */
const streamsService = {
  ...StreamsService,
  read: {
    ...StreamsService.read,
    responseSerialize: (message: ReadResp | Buffer): Buffer =>
      Buffer.isBuffer(message) ? message : Buffer.from(message.serializeBinary()),
  },
};

export const rpcServer = (node: Node): Server => {
  const server = new grpc.Server({
    'grpc.max_concurrent_streams': concurrentStreams,
    'grpc.max_receive_message_length': largestMessage,
    'grpc.max_send_message_length': -1,
    'grpc.enable_channelz': 0,
  });
  server.addService(streamsService, {
    append: append(node),
    batchAppend: batchAppend(node),
    delete: deleteStream(node),
    tombstone: tombstoneStream(node),
    read: read(node),
  });
  server.addService(GossipService, { read: readGossip(node) });
  server.addService(ServerFeaturesService, { getSupportedMethods: readFeatures(node) });
  return server;
};
