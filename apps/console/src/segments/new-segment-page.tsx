import { NewItem } from '../library/new-item.js';
import { SegmentEditor } from './segment-editor.js';

const example = {
  name: 'Regulars who may be mailed',
  filter: { all: [{ tag: 'regular' }, { consent: { channel: 'email', state: 'granted' } }] },
  summary: 'First version',
};

export const NewSegmentPage = () => (
  <NewItem kind="segments" example={example}>
    <SegmentEditor read={null} />
  </NewItem>
);
