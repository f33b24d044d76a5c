import { createContext, use } from 'react';
import type { Schemas } from '#client/client.js';
import type { CampaignDefinition } from '../campaign-queries.js';

type Fault = Schemas['Fault'];

export interface EditorState {
  readonly definition: CampaignDefinition;
  edit(change: (before: CampaignDefinition) => CampaignDefinition): void;
  /** What keeps the definition from being published. */
  readonly faults: readonly Fault[];
}

const Context = createContext<EditorState | null>(null);

export const EditorProvider = Context.Provider;

export const useEditor = (): EditorState => {
  const state = use(Context);
  if (state === null) throw new Error('fields of a campaign are inside its editor');
  return state;
};

/** Faults of one member, or inside it. */
export const faultsAt = (faults: readonly Fault[], pointer: string): readonly Fault[] =>
  faults.filter((fault) => fault.pointer === pointer || fault.pointer?.startsWith(`${pointer}/`) === true);

/** A fault in words, with its line in a template. */
export const faultWords = ({ detail, line, column }: Fault): string =>
  line === undefined ? detail : `line ${line}${column === undefined ? '' : `, column ${column}`}: ${detail}`;
