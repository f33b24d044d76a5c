import { getRouteApi } from '@tanstack/react-router';
import { PageHeader } from '../frame/page-header.js';

const route = getRouteApi('/frame/runs/$runId');

export const RunPage = () => {
  const { runId } = route.useParams();
  return <PageHeader title={`Run ${runId}`} />;
};
