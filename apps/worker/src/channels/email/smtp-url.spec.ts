import { parseSmtpUrl } from './smtp-url.js';

describe('SMTP_URL', () => {
  it.each([
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, secure: false, requireTLS: false }],
    ['smtp://mx.test', { host: 'mx.test', port: 587, secure: false, requireTLS: false }],
    ['smtps://mx.test', { host: 'mx.test', port: 465, secure: true, requireTLS: true }],
    ['smtp://mx.test?requireTLS=true', { host: 'mx.test', port: 587, secure: false, requireTLS: true }],
    [
      'smtp://[::1]:25?name=out.acme.test',
      { host: '::1', port: 25, secure: false, requireTLS: false, name: 'out.acme.test' },
    ],
  ])('%s', (url, options) => {
    expect(parseSmtpUrl(url)).toEqual({ ok: true, options });
  });

  it('says how many sessions to hold open, no more than 32', () => {
    expect(parseSmtpUrl('smtp://mx.test?sessions=20')).toMatchObject({ ok: true, sessions: 20 });
    expect(parseSmtpUrl('smtp://mx.test?sessions=32')).toMatchObject({ ok: true, sessions: 32 });
    for (const sessions of ['33', '0', '-1', '1.5', '', 'many', '032'])
      expect(parseSmtpUrl(`smtp://mx.test?sessions=${sessions}`).ok).toBe(false);
  });

  it('keeps a password off the open network', () => {
    const auth = { user: 'me@x.test', pass: 'p@ss/word' };
    const far = 'smtp://me%40x.test:p%40ss%2Fword@mx.test';
    expect(parseSmtpUrl(far)).toMatchObject({ options: { auth, requireTLS: true } });
    expect(parseSmtpUrl(`${far}?requireTLS=false`)).toMatchObject({ options: { auth, requireTLS: false } });
    expect(parseSmtpUrl(far.replace('mx.test', '127.0.0.1'))).toMatchObject({ options: { auth, requireTLS: false } });
  });

  it.each([
    '',
    'mx.test:25',
    'http://mx.test',
    'smtp://',
    'smtp://mx.test?requireTLS=yes',
    'smtp://mx.test?logger=true',
    'smtp://%zz:x@mx.test',
  ])('refuses %j', (url) => {
    expect(parseSmtpUrl(url).ok).toBe(false);
  });
});
