import { relative } from 'node:path';

import { keysFile } from '#platform/config/keys.js';
import type { Running } from '#platform/config/running.js';

/** What somebody needs to go on: where everything is, and one request that works as it stands. */
export function greeting({ apiUrl, mail, eventStoreUrl, redisUrl }: Running, dataDir: string): string {
  const keys = relative(process.cwd(), keysFile(dataDir)) || keysFile(dataDir);
  const mailLine = mail ? mail.pageUrl : 'not caught: SMTP_URL is set, mail leaves this machine';
  const stores = [
    ...(eventStoreUrl === undefined ? [] : [`  Log          EventStoreDB, ${placeOf(eventStoreUrl)}\n`]),
    ...(redisUrl === undefined ? [] : [`  Queue        Redis, ${placeOf(redisUrl)}\n`]),
  ].join('');
  // The key stays in its file: what is printed ends up in scrollbacks and screenshots.
  const key = `$(node -p "JSON.parse(fs.readFileSync('${keys}')).localApiKey")`;
  return `
Sortie is running. Ctrl-C stops it; the data stays in ${relative(process.cwd(), dataDir) || dataDir}.

  Console      ${apiUrl}/ (npx sortie console prints a link that signs you in)
  API          ${apiUrl}/v1
  API docs     ${apiUrl}/docs
  Caught mail  ${mailLine}
${stores}
Try:
  curl -H "Authorization: Bearer ${key}" "${apiUrl}/v1/runs"
  npx sortie --help
`;
}

/** Host and port of a URL: user and password stay where they are. */
export function placeOf(url: string): string {
  return url.replace(/^\S*\/\/(\S*@)?/, '').replace(/[/?]\S*$/, '');
}
