import type { Schemas } from '#client/client.js';
import { Panel } from '../parts/panel.js';
import grid from '../run/instructions/instructions-tab.module.css';
import { SenderFacts } from './sender-facts.js';

/** On whose behalf messages leave, and how fast. */
export const SenderOverview = ({ sender }: { readonly sender: Schemas['Sender'] }) => (
  <div className={grid.grid}>
    <Panel title="What it is" note={`v${sender.version}`}>
      <SenderFacts definition={sender.definition} />
    </Panel>
  </div>
);
