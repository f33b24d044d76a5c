import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageHeader } from '../frame/page-header.js';
import { Unread } from '../parts/states.js';
import { ScheduleEditor } from './schedule-editor.js';
import { formOf, newForm } from './schedule-form.js';
import { scheduleQuery } from './schedules-queries.js';

const newRoute = getRouteApi('/frame/schedules/new');
const editRoute = getRouteApi('/frame/schedules/$scheduleId/edit');

export const NewSchedulePage = () => {
  const { campaign } = newRoute.useSearch();
  return <ScheduleEditor initial={newForm(campaign ?? '')} stored={null} />;
};

export const EditSchedulePage = () => {
  const { scheduleId } = editRoute.useParams();
  // What is typed stands on what was read first: a change by somebody else is told when it is saved.
  const read = useQuery({ ...scheduleQuery(scheduleId), refetchOnWindowFocus: false });
  if (read.data === undefined)
    return (
      <>
        <PageHeader title="Edit the schedule" />
        <Unread of={read} lines={8} />
      </>
    );
  const { schedule, etag } = read.data;
  return <ScheduleEditor key={scheduleId} initial={formOf(schedule.definition)} stored={{ schedule, etag }} />;
};
