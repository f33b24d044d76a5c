/** Parts of the system's page, each with its URL. */
export const systemParts = [
  { id: 'health', label: 'Health' },
  { id: 'workers', label: 'Workers and queue' },
  { id: 'projections', label: 'Projections' },
  { id: 'parked', label: 'Parked' },
  { id: 'holds', label: 'Holds' },
  { id: 'keys', label: 'Keys' },
  { id: 'configuration', label: 'Configuration' },
] as const;

export type SystemPart = (typeof systemParts)[number]['id'];

export const systemPartOf = (text: string): SystemPart => systemParts.find(({ id }) => id === text)?.id ?? 'health';
