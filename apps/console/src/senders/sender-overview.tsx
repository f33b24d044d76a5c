import type { Schemas } from '#client/client.js';
import panels from '../parts/panel-grid.module.css';
import { Panel } from '../parts/panel.js';
import instructions from '../run/instructions/instructions-tab.module.css';
import { SenderFacts } from './sender-facts.js';
import { SenderHolds } from './sender-holds.js';
import { SenderVerification } from './sender-verification.js';

/** On whose behalf messages leave, how fast, and whether they may leave now. */
export const SenderOverview = ({ sender }: { readonly sender: Schemas['Sender'] }) => (
  <div className={panels.grid}>
    <Panel title="What it is" note={`v${sender.version}`}>
      <SenderFacts definition={sender.definition} />
    </Panel>
    <div className={instructions.parts}>
      <SenderVerification sender={sender} />
      <SenderHolds sender={sender} />
    </div>
  </div>
);
