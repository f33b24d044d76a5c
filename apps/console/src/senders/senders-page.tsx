import { getRouteApi } from '@tanstack/react-router';
import { LibraryList } from '../library/library-list.js';
import { channelWords } from '../runs/words.js';
import { originWords, rateWords } from './sender-words.js';

const route = getRouteApi('/frame/senders');

/** Every sender by its name. */
export const SendersPage = () => {
  const navigate = route.useNavigate();
  return (
    <LibraryList
      kind="senders"
      search={route.useSearch()}
      onChange={(search) => void navigate({ search })}
      columns={[
        { id: 'channel', label: 'Channel', cell: ({ definition: { channel } }) => channelWords[channel] },
        { id: 'origin', label: 'From', cell: ({ definition }) => <bdi>{originWords(definition)}</bdi> },
        { id: 'rate', label: 'At most', cell: ({ definition: { limits } }) => rateWords(limits.perSecond) },
      ]}
      aboutOf={({ definition }) => (
        <span>
          {channelWords[definition.channel]}, <bdi>{originWords(definition)}</bdi>
        </span>
      )}
    />
  );
};
