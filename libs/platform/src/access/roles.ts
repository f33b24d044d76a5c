/** From the least to the most that a key may do; which route needs which is the API's table. */
export const roles = ['viewer', 'operator', 'manager', 'service', 'admin'] as const;
export type Role = (typeof roles)[number];

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);
