import { present, textIn } from '../api/search-params.js';

export const explainSearch = (raw: Record<string, unknown>) => present({ against: idIn(raw['against']) });

const idIn = (raw: unknown): string | undefined => {
  const text = textIn(raw);
  return text !== undefined && /^[0-9a-z]{26}$/.test(text) ? text : undefined;
};
