import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

import { streams } from './definitions.js';
import { frameOf, type LoggedEvent } from './record.js';
import type { Store } from './store.js';

/** `revision@stream` of a link event; one that points nowhere comes without its event. */
export const resolveLink = (store: Store, link: LoggedEvent): ReadResp => {
  const response = streams.ReadResp.deserializeBinary(frameOf(link));
  const read = response.getEvent();
  const recorded = read?.getEvent();
  if (read === undefined || recorded === undefined) return response;
  const [revision = '', stream = ''] = Buffer.from(recorded.getData_asU8()).toString('utf8').split(/@(.*)/s);
  const found = store.isTombstoned(stream) ? undefined : store.stream(stream)?.events[Number(revision)];
  read.setLink(recorded);
  read.setEvent(
    found === undefined ? undefined : streams.ReadResp.deserializeBinary(frameOf(found)).getEvent()?.getEvent(),
  );
  return response;
};
