import { answered } from '#client/client.js';
import { api } from '../api/client.js';

/** Whether nothing was ever defined here. When that cannot be told, it is not new. */
export const isNew = async (): Promise<boolean> => {
  try {
    const { items } = await answered(api.GET('/v1/campaigns', { params: { query: { limit: 1 } } }));
    return items.length === 0;
  } catch {
    return false; // the page that is shown instead says what is wrong
  }
};
