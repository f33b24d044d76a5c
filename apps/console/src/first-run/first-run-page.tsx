import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useEffect } from 'react';
import { useSession } from '../api/session.js';
import { PageHeader } from '../frame/page-header.js';
import { announce } from '../parts/announcer.js';
import { ApiButton } from '../parts/api-button.js';
import { CopyButton } from '../parts/copy-button.js';
import hidden from '../parts/hidden.module.css';
import link from '../parts/link.module.css';
import { Unread } from '../parts/states.js';
import { readyQuery } from '../system/system-queries.js';
import { beginningsQuery, keysNowQuery } from './first-run-queries.js';
import { type Known, type Step, stepsOf } from './steps.js';
import styles from './first-run.module.css';

/** From a service that runs to a run that was made: each step is done once the service says so. */
export const FirstRunPage = () => {
  const session = useSession();
  const ready = useQuery(readyQuery);
  const beginnings = useQuery(beginningsQuery);
  const keys = useQuery({ ...keysNowQuery, enabled: session?.role === 'admin' });
  const known: Known | null =
    beginnings.data === undefined
      ? null
      : { ...beginnings.data, ready: ready.isError ? undefined : ready.data, session, keys: keys.data?.items ?? [] };
  const steps = known === null || ready.isPending ? null : stepsOf(known);
  const done = steps?.filter((step) => step.done).length ?? 0;
  useEffect(() => {
    if (done > 0) announce(`${done} of 4 steps are done`);
  }, [done]);
  return (
    <>
      <PageHeader
        title="First steps"
        beside={steps === null ? null : <span className={styles.quiet}>{done} of 4 done</span>}
        actions={
          <ApiButton
            requests={[
              { what: 'Whether the service is ready', method: 'GET', path: '/health/ready' },
              { what: 'The first campaign', method: 'GET', path: '/v1/campaigns', query: { limit: 1 } },
              { what: 'The newest run', method: 'GET', path: '/v1/runs', query: { limit: 1 } },
            ]}
          />
        }
      />
      {steps === null || known === null ? (
        <Unread of={beginnings} lines={8} />
      ) : (
        <>
          <ol className={styles.steps}>
            {steps.map((step, at) => (
              <StepItem key={step.id} step={step} number={at + 1} known={known} />
            ))}
          </ol>
          <p className={styles.quiet}>
            Commands run where the service was started. The page looks again every two seconds.
          </p>
        </>
      )}
    </>
  );
};

interface StepItemProps {
  readonly step: Step;
  readonly number: number;
  readonly known: Known;
}

const StepItem = ({ step, number, known }: StepItemProps) => {
  const { id, title, done, says, command } = step;
  const Icon = done ? CircleCheck : CircleDashed;
  return (
    <li className={styles.step} data-step={id} data-done={done}>
      <Icon className={styles.mark} size={22} strokeWidth={1.8} aria-hidden />
      <div className={styles.body}>
        <h2>
          {number}. {title}
          <span className={hidden.hidden}>{done ? ', done' : ', not done yet'}</span>
        </h2>
        <p className={styles.says}>
          {says} <StepLink id={id} known={known} />
        </p>
        {command === null ? null : (
          <div className={styles.command}>
            <pre tabIndex={0} aria-label={`Command of step ${number}`}>
              {command}
            </pre>
            <CopyButton text={command} label={`Copy the command of step ${number}`} />
          </div>
        )}
      </div>
    </li>
  );
};

/** The page where it can be done or seen without a terminal. */
const StepLink = ({ id, known: { session, campaign, run } }: { readonly id: Step['id']; readonly known: Known }) => {
  if (id === 'service')
    return (
      <Link to="/system/$part" params={{ part: 'health' }} className={`${link.link} ${link.strong}`}>
        Health
      </Link>
    );
  if (id === 'key')
    return session?.role === 'admin' ? (
      <Link to="/system/$part" params={{ part: 'keys' }} className={`${link.link} ${link.strong}`}>
        Keys
      </Link>
    ) : null;
  if (id === 'campaign')
    return campaign === null ? (
      <Link to="/contacts/imports" className={`${link.link} ${link.strong}`}>
        Import contacts
      </Link>
    ) : (
      <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={`${link.link} ${link.strong}`}>
        Open it
      </Link>
    );
  return run === null ? null : (
    <Link to="/runs/$runId/$tab" params={{ runId: run.id, tab: 'overview' }} className={`${link.link} ${link.strong}`}>
      Open the run
    </Link>
  );
};
