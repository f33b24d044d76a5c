import type { sendUnaryData } from '@grpc/grpc-js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';

import { gossip } from './definitions.js';
import type { Node } from './node.js';
import { uuid } from './record.js';

/** Who is in the cluster, who leads it, and who is alive. Clients ask when they have more than one address. */
export const readGossip =
  (node: Node) =>
  (_call: unknown, answer: sendUnaryData<ClusterInfo>): void => {
    node.counts.add('gossip');
    const { VNodeState } = gossip.MemberInfo;
    const members = node.members.map((member) =>
      new gossip.MemberInfo()
        .setInstanceId(uuid(`00000000-0000-4000-8000-00000000000${member.number}`))
        .setTimeStamp(`${Date.now()}0000`)
        .setState(member.isLeader ? VNodeState.LEADER : VNodeState.FOLLOWER)
        .setIsAlive(member.alive)
        .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(member.advertised)),
    );
    answer(null, new gossip.ClusterInfo().setMembersList(members));
  };
