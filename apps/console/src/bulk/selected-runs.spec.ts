import { searchOfFilter } from './selected-runs.js';

it('leads back to the list that a job was asked for', () => {
  expect(
    searchOfFilter({
      statuses: ['scheduled', 'paused'],
      campaigns: ['6z0j2v7k1m9q4w8x3c5d0f2h7n'],
      metadata: { season: 'autumn' },
      differsFromCampaign: true,
      scheduled: { from: '2026-11-23T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' },
    }),
  ).toEqual({
    status: ['scheduled', 'paused'],
    campaign: ['6z0j2v7k1m9q4w8x3c5d0f2h7n'],
    metadata: ['season:autumn'],
    differs: 'true',
    time: 'scheduled',
    from: '2026-11-23T00:00:00.000Z',
    to: '2026-11-24T00:00:00.000Z',
  });
});

it('is every run when nothing was filtered but the moment of asking', () => {
  expect(searchOfFilter({ created: { to: '2026-11-24T00:00:00.000Z' } })).toEqual({ to: '2026-11-24T00:00:00.000Z' });
});
