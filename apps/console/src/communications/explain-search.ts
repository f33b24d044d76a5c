import { present, textIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';

export const explainSearch = (raw: Record<string, unknown>) =>
  present({ against: idIn(raw['against']), factors: lookIn(raw, 'factors') });

const idIn = (raw: unknown): string | undefined => {
  const text = textIn(raw);
  return text !== undefined && /^[0-9a-z]{26}$/.test(text) ? text : undefined;
};
