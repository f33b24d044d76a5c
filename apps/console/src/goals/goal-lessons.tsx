import { useQuery } from '@tanstack/react-query';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { itemKey } from '../library/library-queries.js';
import { LessonList } from '../parts/lesson-list.js';

export const GoalLessons = ({ id }: { readonly id: string }) => {
  const read = useQuery({
    queryKey: [...itemKey('goals', id), 'lessons'],
    queryFn: ({ signal }) => answered(api.GET('/v1/lessons', { params: { query: { goal: id } }, signal })),
  });
  return <LessonList read={read} ofVersion={({ goal }) => `goal v${goal.version}`} />;
};
