import type { IncomingMessage, ServerResponse } from 'node:http';

import { simpleParser } from 'mailparser';

import type { CaughtMail, MailStore } from './mail-store.js';

const PAGE_SIZE = 50;
const MOST_MESSAGES = 1_000;

/** What a request is answered with. */
interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

/** Answers the catcher's pages. Never throws: a page that cannot be made is a 500. */
export async function answerPage(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await route(store, request).catch((): Answer => plain(500, 'This mail cannot be shown.'));
  response.writeHead(answer.status, {
    'content-type': answer.type,
    // Mails are foreign content: nothing in them may run, load or frame anything.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...answer.headers,
  });
  response.end(answer.body);
}

async function route(store: MailStore, { method, url, headers }: IncomingMessage): Promise<Answer> {
  // A web page elsewhere may make a browser come here under its own name (DNS rebinding).
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? ''))
    return plain(403, 'Only from this machine.');
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET.');
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost');
  const number = (name: string, fallback: number): number => Number(searchParams.get(name) ?? fallback) || fallback;

  if (pathname === '/') return { ...plain(302, ''), headers: { location: '/dev/mail' } };
  if (pathname === '/dev/mail') return html(listPage(store, number('before', Infinity), searchParams.get('q') ?? ''));
  if (pathname === '/dev/mail/messages') {
    const messages = store.after(number('after', 0), Math.min(number('limit', MOST_MESSAGES), MOST_MESSAGES));
    return { status: 200, type: 'application/json', body: JSON.stringify({ messages, count: store.count }) };
  }
  const [, id, suffix] = /^\/dev\/mail\/(\d+)(\.eml)?$/.exec(pathname) ?? [];
  const mail = store.find(Number(id));
  if (!mail) return plain(404, 'No such mail.');
  const raw = await store.raw(mail.id);
  if (suffix === undefined) return html(await mailPage(mail, raw));
  const attachment = { 'content-disposition': `attachment; filename="${mail.id}.eml"` };
  return { status: 200, type: 'message/rfc822', body: raw, headers: attachment };
}

function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

function html(body: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

function listPage(store: MailStore, before: number, text: string): string {
  const mails = store.before(before, PAGE_SIZE, text);
  const rows = mails.map(
    ({ id, at, envelope, subject }) =>
      `<tr><td>${escape(at.replace('T', ' ').slice(0, 19))}</td><td>${escape(envelope.to.join(', '))}</td>` +
      `<td><a href="/dev/mail/${id}">${escape(subject || '(no subject)')}</a></td></tr>`,
  );
  const last = mails.at(-1);
  const older =
    last && mails.length === PAGE_SIZE
      ? `<p><a href="/dev/mail?before=${last.id}&amp;q=${encodeURIComponent(text)}">Older</a></p>`
      : '';
  return page(
    'Caught mail',
    `<p>${store.count} mails were caught here. None of them left this machine.</p>
     <form action="/dev/mail"><input name="q" value="${escape(text)}" placeholder="address or subject" aria-label="Search">
     <button>Search</button></form>
     <table><thead><tr><th>UTC</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('')}</tbody></table>${older}`,
  );
}

async function mailPage(mail: CaughtMail, raw: Buffer): Promise<string> {
  const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
  const lines = parsed.headerLines.map(({ line }) => escape(line)).join('\n');
  const attachments = parsed.attachments.map(
    ({ filename, contentType, size }) =>
      `<li>${escape(filename ?? 'unnamed')} (${escape(contentType)}, ${size} bytes)</li>`,
  );
  // An empty sandbox allows no script, no form and no link out of the frame.
  const frame =
    typeof parsed.html === 'string'
      ? `<h2>HTML</h2><iframe sandbox title="HTML body" srcdoc="${escape(parsed.html)}"></iframe>`
      : '';
  return page(
    mail.subject || '(no subject)',
    `<p><a href="/dev/mail">All mail</a> · <a href="/dev/mail/${mail.id}.eml">Download</a></p>
     <dl><dt>From</dt><dd>${escape(mail.from)}</dd><dt>To</dt><dd>${escape(mail.to)}</dd>
     <dt>Envelope</dt><dd>${escape(mail.envelope.from)} → ${escape(mail.envelope.to.join(', '))}</dd></dl>
     ${parsed.text === undefined ? '' : `<h2>Text</h2><pre>${escape(parsed.text)}</pre>`}${frame}
     ${attachments.length > 0 ? `<h2>Attachments</h2><ul>${attachments.join('')}</ul>` : ''}
     <details><summary>Headers</summary><pre>${lines}</pre></details>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title><style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1d2430; }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #dde1e8 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f6f8; padding: .8rem } iframe { width: 100%; height: 30rem; border: 1px solid #dde1e8 }
dt { float: left; clear: left; width: 6rem; color: #5a6475 } dd { margin-left: 6rem }
</style></head><body><h1>${escape(title)}</h1>${body}</body></html>`;
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
