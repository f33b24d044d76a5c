import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { DiffChoice } from '../../parts/diff-choice.js';
import { Differences } from '../../parts/diff.js';
import { JsonText } from '../../parts/json-text.js';
import { useLook } from '../../parts/look.js';
import panels from '../../parts/panel-grid.module.css';
import { Panel } from '../../parts/panel.js';
import { Unread } from '../../parts/states.js';
import { Same } from '../../parts/versions/same.js';
import { VariablesTable } from '../communications/used-variables.js';
import type { TabProps } from '../run-page.js';
import { instructionsQuery } from '../run-queries.js';
import styles from './instructions-tab.module.css';
import { PreviousDifferences } from './previous-differences.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

/** What the messages were made of, and how that differs from now and from the run before. */
const InstructionsTab = ({ run }: TabProps) => {
  const { of } = route.useSearch();
  const [view] = useLook('diff');
  const read = useQuery(instructionsQuery(run.id, of === undefined ? undefined : `${run.id}.${of}`));
  const { data } = read;
  if (data === undefined) return <Unread of={read} lines={8} />;
  return (
    <div className={panels.grid}>
      <Panel title="Instructions" note={`${data.campaign.name}, v${data.campaign.version}`}>
        <Prose data={data} />
      </Panel>
      <Panel title="Template" note="Sections of the instructions come in by their names">
        <dl className={styles.parts}>
          {Object.entries(data.template).map(([part, text]) => (
            <div key={part}>
              <dt>{part}</dt>
              <dd>
                <pre className={styles.source} tabIndex={0} aria-label={`Template: ${part}`}>
                  {typeof text === 'string' ? text : JSON.stringify(text, null, 2)}
                </pre>
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
      <div className={panels.wide}>
        <Panel
          title="Since then"
          note={
            data.differences.length === 0
              ? `the campaign's v${data.now.version} says the same`
              : `v${data.campaign.version} as used, v${data.now.version} as it is now`
          }
          actions={<DiffChoice />}
          flush
        >
          {data.differences.length === 0 ? (
            <Same words="Instructions, template, defaults, goal and writer are unchanged." />
          ) : (
            <Differences
              caption="From what the run used to the campaign as it is now"
              differences={data.differences}
              sides={[`v${data.campaign.version}`, `v${data.now.version}`]}
              view={view}
            />
          )}
        </Panel>
      </div>
      <div className={panels.wide}>
        <PreviousDifferences run={run} view={view} />
      </div>
      <div className={panels.wide}>
        <Variables run={run} data={data} />
      </div>
    </div>
  );
};

export default InstructionsTab;

type Instructions = Schemas['RunInstructions'];

const Prose = ({ data }: { readonly data: Instructions }) => (
  <dl className={styles.parts}>
    <div>
      <dt>Prose</dt>
      <dd className={styles.prose}>{data.instructions.prose === '' ? 'None' : data.instructions.prose}</dd>
    </div>
    {Object.entries(data.instructions.sections).map(([name, text]) => (
      <div key={name}>
        <dt>
          <code>instructions.{name}</code>
        </dt>
        <dd className={styles.prose}>{text}</dd>
      </div>
    ))}
    <div>
      <dt>
        <code>goal.statement</code>, goal v{data.goal.version}
      </dt>
      <dd className={styles.prose}>{data.goal.statement ?? 'It could not be read'}</dd>
    </div>
  </dl>
);

const Variables = ({ run, data }: { readonly run: Schemas['Run']; readonly data: Instructions }) => (
  <Panel
    title="Variables"
    note={
      data.used === null ? 'passed with the run' : `of message ${data.used.communicationId.replace(/^[^.]*\./, '')}`
    }
  >
    {data.used === null ? (
      <>
        <p className={styles.hint}>
          What each message was filled in with is shown at the message; choose one in{' '}
          <Link to="/runs/$runId/$tab" params={{ runId: run.id, tab: 'communications' }} className={styles.link}>
            Communications
          </Link>
          .
        </p>
        {data.variables === null ? (
          <p>None were passed, or they were erased.</p>
        ) : (
          <JsonText label="passed variables" value={data.variables} />
        )}
      </>
    ) : (
      <VariablesTable variables={data.used.variables} caption="What this message was filled in with" />
    )}
  </Panel>
);
