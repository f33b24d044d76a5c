import type { ServiceClient } from '../support/service-client.js';
import { type Service, type ServiceOptions, startService } from '../support/service.js';
import { SmtpSink } from '../support/smtp-sink.js';

/** What the tests of one file run against. */
export interface UnderTest {
  readonly service: Service;
  /** Of its first API. */
  readonly client: ServiceClient;
  /** The mail server that the service sends to. */
  readonly sink: SmtpSink;
}

/** Starts a service and a mail server before the tests of a file, and ends both after them. */
export const serviceUnderTest = (options: ServiceOptions = {}): UnderTest => {
  const parts: { sink?: SmtpSink; service?: Service } = {};
  beforeAll(async () => {
    parts.sink = await SmtpSink.start();
    parts.service = await startService({ ...options, smtpUrl: parts.sink.url });
  });
  afterAll(async () => {
    await parts.service?.stop();
    await parts.sink?.stop();
  });
  const there = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('the service has not started');
    return part;
  };
  return {
    get service() {
      return there(parts.service);
    },
    get client() {
      return there(parts.service).client;
    },
    get sink() {
      return there(parts.sink);
    },
  };
};
