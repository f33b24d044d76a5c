import type { Schemas } from '#client/client.js';
import { Fact, FactList } from '../parts/fact-list.js';
import { channelWords } from '../runs/words.js';
import { originWords, rateWords, runsWords } from './sender-words.js';

/** What a version of a sender says. */
export const SenderFacts = ({ definition }: { readonly definition: Schemas['SenderDefinition'] }) => {
  const { name, channel, from, replyDomain, url, provider, secret, limits } = definition;
  return (
    <FactList>
      <Fact name="Name">{name}</Fact>
      <Fact name="Channel">{channelWords[channel]}</Fact>
      {from === undefined ? null : <Fact name="From">{originWords(definition)}</Fact>}
      {channel === 'email' ? (
        <Fact name="Answers go to">{replyDomain ?? 'the domain of this installation'}</Fact>
      ) : null}
      {url === undefined ? null : <Fact name="Posted to">{url}</Fact>}
      <Fact name="Provider">{provider}</Fact>
      {secret === undefined ? null : <Fact name="Signed with">{secret}</Fact>}
      <Fact name="At most">{rateWords(limits.perSecond)}</Fact>
      <Fact name="Runs">{runsWords(limits.concurrentRuns)}</Fact>
    </FactList>
  );
};
