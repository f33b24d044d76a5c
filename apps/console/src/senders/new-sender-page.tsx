import { NewItem } from '../library/new-item.js';
import { SenderEditor } from './sender-editor.js';

const example = {
  name: 'Roastery',
  channel: 'email',
  from: { name: 'Roastery', address: 'care@example.com' },
  provider: 'smtp',
  limits: { perSecond: 5 },
  summary: 'First version',
};

export const NewSenderPage = () => (
  <NewItem kind="senders" example={example}>
    <SenderEditor read={null} />
  </NewItem>
);
