import { answered } from '#client/client.js';
import { command } from '../command.js';
import { isLoopback } from '../connection.js';

/** In the fragment: browsers keep it to themselves, so that no server, proxy or log sees it. */
const linkOf = (url: string, ticket: string): string => `${url}/sign-in#ticket=${ticket}`;

export const openConsole = command({
  name: 'console',
  summary: 'Print a link that opens the console, signed in as the key that is used here',
  details:
    'The link is good for one sign-in within two minutes, by a browser on the machine of the service: hand it to ' +
    'nobody. For a service on another machine it prints where to sign in with a key',
  example: 'sortie console',
  run: async ({ api, url }) => {
    if (!isLoopback(new URL(url).hostname)) {
      const page = `${url}/sign-in`;
      return { json: { url: page }, text: `${page}\n`, hint: 'Sign in with your API key.' };
    }
    const { ticket, expiresAt } = await answered(api.POST('/v1/session/tickets', {}));
    const link = linkOf(url, ticket);
    return { json: { url: link, expiresAt }, text: `${link}\n`, hint: 'Good once, for two minutes.' };
  },
});
