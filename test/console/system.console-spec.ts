import { randomBytes } from 'node:crypto';
import { openPool } from '#platform/database/pool.js';
import { eventually } from '../support/eventually.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { startRun } from '../support/runs.js';
import { consoleUnderTest, signIn } from './support/console-under-test.js';
import { faultsOf } from './support/faults-of.js';

const under = consoleUnderTest();

it('says that the service is well, and who works', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/system');
  await page.waitForURL('**/system/health');
  await page.getByText('The stores answer').waitFor();
  await page.getByText('Workers at work').waitFor();
  await page.getByText('None in force.').waitFor();
  await page.getByRole('link', { name: 'Workers and queue' }).click();
  const workers = page.getByRole('table', { name: 'Workers' });
  await workers.getByRole('row').nth(1).waitFor();
  await page.getByText('yes, every second').waitFor();
});

it('compares a read model with the log, rebuilds it, and shows when that is done', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/system/projections');
  const row = page.getByRole('row', { name: /^runs/ });
  await row.getByRole('button', { name: 'Compare runs with the log' }).click();
  await page.getByText('runs says what the log says').first().waitFor();
  const before = await rebuiltAt();
  await row.getByRole('button', { name: 'Rebuild runs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebuild runs' });
  await dialog.getByLabel('Reason').fill('To be sure');
  await dialog.getByRole('button', { name: 'Rebuild' }).click();
  await page.getByText('A worker rebuilds runs').first().waitFor();
  await eventually(async () => (await rebuiltAt()) !== before);
  await row.getByRole('cell').nth(5).locator('time').waitFor();
});

const rebuiltAt = async (): Promise<string | null> => {
  const { items } = await under.client.get<{ items: { name: string; rebuiltAt: string | null }[] }>('/v1/projections');
  return items.find(({ name }) => name === 'runs')?.rebuiltAt ?? null;
};

it('holds everything with a reason, tells of it, and lifts it', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/system/holds');
  await page.getByText('No hold is in force').waitFor();
  await page.getByRole('button', { name: 'Place a hold' }).click();
  await page.getByLabel('Reason').fill('The provider is in trouble');
  await page.getByRole('button', { name: 'Hold everything' }).click();
  const row = page.getByRole('row', { name: /everything/ });
  await row.getByText('The provider is in trouble').waitFor();
  await page.getByRole('link', { name: 'Health' }).click();
  await page.getByText('One is in force').waitFor();
  await page.getByRole('link', { name: 'see why' }).click();
  await row.getByRole('button', { name: 'Lift the hold of all' }).click();
  await page.getByRole('button', { name: 'Lift it' }).click();
  await page.getByText('No hold is in force').waitFor();
  expect((await under.client.get<{ items: readonly unknown[] }>('/v1/holds')).items).toEqual([]);
});

it('holds a sender, a campaign and a run that are chosen by name, and what is named by its id', async () => {
  const { client } = under;
  const campaign = await aReadyCampaign(client, { contacts: 2, changes: { name: 'Harvest dinner' } });
  const other = await aReadyCampaign(client, { contacts: 2, changes: { name: 'Winter fair' } });
  const startAt = new Date(Date.now() + 86_400_000).toISOString();
  const run = await startRun(client, campaign.id, { startAt });
  await startRun(client, other.id, { startAt });
  const sender = await client.get<{ definition: { name: string } }>(`/v1/senders/${campaign.senderId}`);
  const { page: open } = await under.signedIn();
  const page = await open('/system/holds');
  const dialog = page.getByRole('dialog', { name: 'Place a hold' });
  const place = async (kind: string, choose: () => Promise<void>): Promise<void> => {
    await page.getByRole('button', { name: 'Place a hold' }).click();
    await dialog.getByRole('radio', { name: `One ${kind}` }).check();
    await choose();
    await dialog.getByLabel('Reason').fill('The provider is in trouble');
    await dialog.getByRole('button', { name: 'Place the hold' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const byName = (kind: string, name: string, option: RegExp, id: string) => async (): Promise<void> => {
    await dialog.getByLabel(`Find a ${kind}`).fill(name);
    await dialog.getByRole('button', { name: option }).first().waitFor();
    // Enter in a search finds: the form around it stays.
    await page.keyboard.press('Enter');
    expect(await faultsOf(page, `a hold of a ${kind}`)).toEqual([]);
    const options = dialog.getByRole('list', { name: `${kind}s` }).getByRole('button');
    await eventually(async () => {
      const shown = await options.allTextContents();
      return shown.length > 0 && shown.every((text) => option.test(text));
    });
    await options.first().click();
    expect(await options.first().getAttribute('aria-pressed')).toBe('true');
    expect(await dialog.getByLabel(`Id of the ${kind}`).inputValue()).toBe(id);
  };

  await place('campaign', byName('campaign', 'Harvest', /^Harvest dinner/, campaign.id));
  await page.getByRole('row', { name: /campaign Harvest dinner/ }).waitFor();
  await place('run', byName('run', 'Harvest', /^Harvest dinner.*Scheduled/, run));
  await page.getByRole('row', { name: new RegExp(`run ${run.slice(0, 8)}`) }).waitFor();
  await place('sender', () => dialog.getByLabel('Id of the sender').fill(campaign.senderId));
  await page.getByRole('row', { name: `sender ${sender.definition.name}` }).waitFor();
  await place('channel', () => dialog.getByRole('radio', { name: 'http' }).check());

  const scopes = (await client.get<{ items: readonly { scope: string }[] }>('/v1/holds')).items.map(
    ({ scope }) => scope,
  );
  expect(scopes.toSorted()).toEqual(
    [`campaign:${campaign.id}`, `run:${run}`, `sender:${campaign.senderId}`, 'channel:http'].toSorted(),
  );
  for (const scope of scopes) await client.post('/v1/holds/lift', { scope });
});

it('makes a key, shows its secret once, and revokes it', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/system/keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel(/^Owner/).fill('Ada');
  await page.getByRole('radio', { name: /^viewer/ }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = (await page.getByText(/^sortie_/).textContent()) ?? '';
  const visitor = await under.stranger();
  await signIn(visitor.context, under.client.url, secret);
  await page.getByRole('button', { name: 'I have it' }).click();
  expect(await page.getByText(secret).count()).toBe(0);
  await page.getByRole('button', { name: 'Revoke the key of Ada' }).click();
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await page.getByRole('row', { name: /^Ada/ }).getByText('Revoked').waitFor();
  await expect(signIn(visitor.context, under.client.url, secret)).rejects.toThrow(/401/);
});

it('tries parked work again', async () => {
  const item = `run:${randomBytes(4).toString('hex')}`;
  const pool = openPool(under.service.databaseUrl);
  await pool.query(
    `insert into work.troubles (item, progress, tries, error, parked_at) values ($1, '1', 6, 'Error: boom', now())`,
    [item],
  );
  await pool.end();
  const { page: open } = await under.signedIn();
  const page = await open('/system/parked');
  await page
    .getByRole('row', { name: new RegExp(item) })
    .getByText('Error: boom')
    .waitFor();
  await page.getByRole('button', { name: `Try ${item} again` }).click();
  await page.getByText('It is tried again').first().waitFor();
  await page.getByText('Nothing is parked').waitFor();
});

it('shows every setting, and no secret', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/system/configuration');
  const row = page.getByRole('row', { name: /DATABASE_URL/ });
  await row.waitFor();
  expect(await page.locator('main').textContent()).not.toContain(under.service.keys.databasePassword);
});

it('tells a viewer what is for operators', async () => {
  const { secret } = await under.client.post<{ secret: string }>('/v1/keys', { owner: 'Vera', role: 'viewer' });
  const profile = await under.stranger();
  await signIn(profile.context, under.client.url, secret);
  const page = await profile.page('/system/health');
  await page.getByText('The stores answer').waitFor();
  for (const part of ['workers', 'projections', 'parked', 'keys', 'configuration']) {
    await page.goto(`/system/${part}`);
    await page.getByText('Not for your role').first().waitFor();
  }
  await page.goto('/system/holds');
  const place = page.getByRole('button', { name: /^Place a hold/ });
  await place.waitFor();
  expect(await place.getAttribute('aria-disabled')).toBe('true');
});
