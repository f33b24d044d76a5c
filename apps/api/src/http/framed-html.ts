import { type Answer, ok } from './answer.js';

/** What was written for a stranger may hold anything: styles of its own, nothing else, and an origin of nobody's. */
const framedPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox";

/** HTML of a message as a document that loads and runs nothing: to be shown in a frame. */
export const framedHtml = (html: string): Answer<string> =>
  ok(html, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': framedPolicy });
