import { PageHeader } from '../frame/page-header.js';

export const RunsPage = () => <PageHeader title="Runs" />;
