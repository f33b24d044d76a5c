import type { TestApi } from './api.js';

export const goal = { name: 'Win back', statement: 'Bring customers back who have not ordered for a year' };

export const segment = { name: 'Dormant', filter: { tag: 'dormant' } };

export const sender = {
  name: 'Care',
  channel: 'email',
  from: { name: 'Care', address: 'care@shop.example' },
  provider: 'smtp',
  limits: { perSecond: 20 },
};

/** Ready to run but for its references. */
export const campaign = {
  name: 'Spring',
  channel: 'email',
  instructions: { prose: 'Warm, short', sections: { opening: 'We miss you, {{ contact.name }}.' } },
  template: { subject: 'Hello {{ contact.name }}', text: '{{ instructions.opening }}\n{{ unsubscribe_url }}' },
  writer: 'template',
  reviewer: 'none',
};

/** Posts a definition and answers its id. */
export const define = async (api: TestApi, kind: string, body: object): Promise<string> => {
  const { status, headers, text } = await api.request(`POST /v1/${kind}`, { body });
  if (status !== 202) throw new Error(text);
  return headers.get('location')?.split('/').at(-1) ?? '';
};
