/** Parts of a campaign's definition as people speak of them, in the order of the editor. */
const areas = [
  { area: 'Audience', of: ['segment'] },
  { area: 'Content', of: ['template', 'defaults', 'writer'] },
  { area: 'Instructions', of: ['instructions'] },
  { area: 'Goal', of: ['goal'] },
  { area: 'Channel and sender', of: ['channel', 'sender', 'limits'] },
] as const;

const rest = 'Settings';

export interface Area<Each> {
  readonly area: string;
  readonly differences: readonly Each[];
}

/** Differences of two definitions, grouped by area; areas without any are left out. */
export const byArea = <Each extends { readonly path: string }>(differences: readonly Each[]): readonly Area<Each>[] => {
  const areaOf = (path: string): string => {
    const [, member = ''] = path.split('/');
    return areas.find(({ of }) => of.some((name) => name === member))?.area ?? rest;
  };
  return [...areas.map(({ area }) => area), rest]
    .map((area) => ({ area, differences: differences.filter(({ path }) => areaOf(path) === area) }))
    .filter((each) => each.differences.length > 0);
};
