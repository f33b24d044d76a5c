import type { BrowserContext } from 'playwright-core';
import type { ServiceOptions } from '../../support/service.js';
import { serviceUnderTest, type UnderTest } from '../../e2e/service-under-test.js';
import { Browser, type Look, type Profile } from './browser.js';

export interface ConsoleUnderTest extends UnderTest {
  /** A fresh profile that is signed in with the installation's key. */
  signedIn(look?: Look): Promise<Profile>;
  /** A fresh profile that is signed in with another key, or at another address. */
  signedInAt(origin: string, key: string, look?: Look): Promise<Profile>;
  /** A fresh profile that knows nobody. */
  stranger(look?: Look): Promise<Profile>;
}

/** A service with its console, and a browser, before the tests of a file; both end after them. */
export const consoleUnderTest = (options: ServiceOptions = {}): ConsoleUnderTest => {
  const under = serviceUnderTest(options);
  const parts: { browser?: Browser } = {};
  const profiles: Profile[] = [];
  beforeAll(async () => {
    parts.browser = await Browser.start();
  });
  afterAll(async () => {
    await parts.browser?.stop();
  });
  const at = async (origin: string, look?: Look): Promise<Profile> => {
    if (parts.browser === undefined) throw new Error('the browser has not started');
    const profile = await parts.browser.profile(origin, look);
    profiles.push(profile);
    return profile;
  };
  const signedInAt = async (origin: string, key: string, look?: Look): Promise<Profile> => {
    const profile = await at(origin, look);
    await signIn(profile.context, origin, key);
    return profile;
  };
  afterEach(async () => {
    for (const profile of profiles.splice(0)) {
      await profile.close();
      expect(profile.misdeeds).toEqual({ foreign: [], faults: [] });
    }
  });
  return {
    get service() {
      return under.service;
    },
    get client() {
      return under.client;
    },
    get sink() {
      return under.sink;
    },
    stranger: (look) => at(under.client.url, look),
    signedInAt,
    signedIn: (look) => signedInAt(under.client.url, under.service.keys.localApiKey, look),
  };
};

/** As the sign-in page does it; its cookie stays in the profile. */
export const signIn = async (context: BrowserContext, origin: string, key: string): Promise<void> => {
  const answer = await context.request.post(`${origin}/v1/session`, {
    data: { key },
    headers: { 'X-Sortie-Source': 'console', Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
  });
  if (!answer.ok()) throw new Error(`signing in was answered ${answer.status()}: ${await answer.text()}`);
};
