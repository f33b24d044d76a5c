import { specFor } from '../testing/spec-for.js';
import type { ReportEvent } from './messages.js';
import { type ReportCommand, reportDecider } from './report.js';

const given = specFor(reportDecider);

const delivered = {
  communicationId: 'r1.1.0',
  contactId: 'ca',
  reportId: 'y1',
  report: 'delivered',
  evidence: 'dsn',
} as const;
const reported = (reportId: string): ReportEvent => ({ type: 'DeliveryReported', data: { ...delivered, reportId } });
const report = (reportId: string): ReportCommand => ({ type: 'ReportDelivery', data: { ...delivered, reportId } });

const resolution = (communicationId: string, kind: 'was-sent' | 'was-not-sent') =>
  ({ communicationId, contactId: 'ca', resolution: kind, by: 'operator', detail: 'asked' }) as const;
const resolve = (...args: Parameters<typeof resolution>): ReportCommand => ({
  type: 'ResolveDispatch',
  data: resolution(...args),
});
const resolved = (...args: Parameters<typeof resolution>): ReportEvent => ({
  type: 'DispatchResolved',
  data: resolution(...args),
});

test('a report that is delivered twice counts once, and another one for itself', () => {
  given().when(report('y1')).then(reported('y1'));
  given(reported('y1')).when(report('y1')).then();
  given(reported('y1')).when(report('y2')).then(reported('y2'));
  given(reported('y1'), reported('y2')).when(report('y1')).then();
});

test('an unknown fate is settled once, and the first word stands', () => {
  given().when(resolve('r1.1.0', 'was-sent')).then(resolved('r1.1.0', 'was-sent'));
  given(resolved('r1.1.0', 'was-sent')).when(resolve('r1.1.0', 'was-sent')).then();
  given(resolved('r1.1.0', 'was-sent')).when(resolve('r1.1.0', 'was-not-sent')).thenRejects('resolved-otherwise');
  given(resolved('r1.1.0', 'was-not-sent'), resolved('r1.1.1', 'was-sent'))
    .when(resolve('r1.1.0', 'was-sent'))
    .thenRejects('resolved-otherwise');
});

test('a report settles no fate, and the fate of one message is not that of another', () => {
  given(reported('y1')).when(resolve('r1.1.0', 'was-sent')).then(resolved('r1.1.0', 'was-sent'));
  given(resolved('r1.1.1', 'was-not-sent')).when(resolve('r1.1.0', 'was-sent')).then(resolved('r1.1.0', 'was-sent'));
  given(resolved('r1.1.0', 'was-sent')).when(report('y1')).then(reported('y1'));
});
