/** For views of what lessons name. */
export interface HasLessons {
  /** Path that lists what was learnt of it. */
  readonly lessons: string;
}

export const lessonsOf = (what: 'run' | 'campaign' | 'goal', id: string): HasLessons => ({
  lessons: `/v1/lessons?${what}=${id}`,
});
