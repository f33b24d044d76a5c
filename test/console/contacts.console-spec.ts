import { consoleUnderTest, signIn } from './support/console-under-test.js';

const under = consoleUnderTest();

const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
});

it('takes a file, tells what became of every row, and shows who has come in', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/contacts');
  await page.getByText('No contact yet').waitFor();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page
    .getByLabel(/Drop a file here/)
    .setInputFiles(
      file('guests.csv', [
        'id,email,name,plan,consent.email',
        'ann,ann@example.org,Ann Lee,gold,yes',
        'bob,not-an-address,Bob,,',
        'cy,cy@example.org,<b>Cy</b>,silver,no',
        'ann,again@example.org,Twice,,',
      ]),
    );
  await page.getByText('guests.csv, 0 MB').waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'guests.csv' }).waitFor();
  await page.getByText('Finished', { exact: true }).waitFor();
  const counts = page.locator('[role=status] dl');
  expect(await counts.locator('dd').allTextContents()).toEqual(['4', '2', '0', '0', '2', '0']);
  await page.getByText('attributes.plan').waitFor();
  const refused = page.getByRole('table', { name: /Refused rows/ });
  await refused.getByRole('row').filter({ hasText: 'broken-address' }).waitFor();
  await refused.getByRole('row').filter({ hasText: 'duplicate-row' }).waitFor();

  await page.goto('/contacts');
  await page.getByRole('link', { name: 'Ann Lee' }).waitFor();
  await page.getByText('<b>Cy</b>').waitFor();
  await page.getByLabel('Find a contact').fill('CY@example.org');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/contacts\?email=/);
  await page.getByRole('link', { name: 'Ann Lee' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Cy' }).click();
  await page.getByRole('heading', { level: 1, name: 'Cy' }).waitFor();
});

it('says why a whole file cannot be used, and keeps the report', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/contacts/imports');
  await page.getByLabel(/Drop a file here/).setInputFiles(file('nonsense.csv', ['first,second', '1,2']));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('alert').getByText('The request is not valid').waitFor();
  await page
    .getByRole('row', { name: /^nonsense.csv/ })
    .getByText('Refused')
    .first()
    .waitFor();
});

it('lets only managers import', async () => {
  const { secret } = await under.client.post<{ secret: string }>('/v1/keys', { owner: 'Olga', role: 'operator' });
  const profile = await under.stranger();
  await signIn(profile.context, under.client.url, secret);
  const page = await profile.page('/contacts/imports');
  const button = page.getByRole('button', { name: /^Import/ });
  await button.waitFor();
  expect(await button.getAttribute('title')).toBe('Importing contacts is for managers');
});
