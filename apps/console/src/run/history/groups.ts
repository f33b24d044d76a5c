import type { Schemas } from '#client/client.js';

type Item = Schemas['HistoryItem'];

export interface EventGroup {
  readonly key: string;
  /** What the events are about. */
  readonly label: string;
  readonly items: readonly Item[];
}

const communicationOf = (data: unknown): string | null => {
  if (typeof data !== 'object' || data === null) return null;
  if ('communicationId' in data && typeof data.communicationId === 'string') return data.communicationId;
  return 'match' in data ? communicationOf(data.match) : null;
};

const subjectOf = ({ stream, data }: Item): { readonly key: string; readonly label: string } => {
  const communication = communicationOf(data);
  if (communication !== null)
    return { key: communication, label: `Message ${communication.slice(communication.indexOf('.') + 1)}` };
  if (stream.startsWith('run-')) return { key: stream, label: 'The run itself' };
  return { key: stream, label: `Batch ${stream.slice(stream.lastIndexOf('.') + 1)}` };
};

/** Events by what they are about, in the order of each group's first. */
export const groupsOf = (items: readonly Item[]): readonly EventGroup[] => {
  const groups = new Map<string, { readonly label: string; readonly items: Item[] }>();
  for (const item of items) {
    const { key, label } = subjectOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { label, items: [item] });
    else group.items.push(item);
  }
  return [...groups].map(([key, { label, items: own }]) => ({ key, label, items: own }));
};
