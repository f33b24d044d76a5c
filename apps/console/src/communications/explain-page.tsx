import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { CopyId } from '../parts/copy-id.js';
import { HeaderFact, HeaderFacts } from '../parts/header-facts.js';
import link from '../parts/link.module.css';
import { useLook } from '../parts/look.js';
import { Panel } from '../parts/panel.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { CommunicationStatusPill, RunStatusPill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import { contactName } from '../run/communications/communication-columns.js';
import { Against } from '../run/explain/against.js';
import { Cause } from '../run/explain/cause.js';
import explain from '../run/explain/explain-tab.module.css';
import { ExplanationTable } from '../run/explain/explanation-table.js';
import { FactorsChoice, rowsShown } from '../run/explain/factors-choice.js';
import { Lessons } from '../run/explain/lessons.js';
import { communicationQuery, runKey, runQuery } from '../run/run-queries.js';
import styles from './explain-page.module.css';

const route = getRouteApi('/frame/communications/$communicationId/explain');

type Communication = Schemas['Communication'];
type Explanation = Schemas['Explanation'];

/** Why one message came out as it did, beside the message that the same contact got in another run. */
export const ExplainPage = () => {
  const { communicationId: id } = route.useParams();
  const { against } = route.useSearch();
  const runId = id.slice(0, id.indexOf('.'));
  const message = useQuery(communicationQuery(id));
  const explanation = useQuery({
    queryKey: [...runKey(runId), 'communication', id, 'explain', against ?? 'previous'],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/communications/{id}/explain', {
          params: { path: { id }, query: against === undefined ? {} : { against } },
          signal,
        }),
      ),
    placeholderData: (before) => before,
  });
  useLiveQueries({ keys: [runKey(runId)], run: runId, everyMs: 2_000 });
  const failed = [message, explanation].find((one) => one.data === undefined && one.isError);
  if (failed !== undefined)
    return (
      <>
        <PageHeader title="Why this message" />
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </>
    );
  if (message.data === undefined || explanation.data === undefined)
    return (
      <>
        <PageHeader title="Why this message" />
        <Skeleton lines={12} label="Loading the comparison" />
      </>
    );
  return <Explained message={message.data} explanation={explanation.data} />;
};

const Explained = ({
  message,
  explanation,
}: {
  readonly message: Communication;
  readonly explanation: Explanation;
}) => {
  const [shown] = useLook('factors');
  const navigate = route.useNavigate();
  const run = useQuery(runQuery(message.runId));
  const { against } = explanation;
  const { against: asked } = route.useSearch();
  return (
    <>
      <PageHeader
        title={`Why this message: ${contactName(message)}`}
        beside={<CommunicationStatusPill status={message.status} />}
        actions={
          <ApiButton
            requests={[
              {
                what: 'This explanation',
                method: 'GET',
                path: `/v1/communications/${message.id}/explain`,
                query: asked === undefined ? {} : { against: asked },
              },
            ]}
          />
        }
      >
        <HeaderFacts>
          <HeaderFact name="Message">
            <Link
              to="/runs/$runId/$tab"
              params={{ runId: message.runId, tab: 'communications' }}
              search={{ open: `${message.batch}.${message.index}` }}
              className={`${link.link} ${link.strong}`}
            >
              what it said, and its trail
            </Link>
          </HeaderFact>
          <HeaderFact name="Run">
            <Link
              to="/runs/$runId/$tab"
              params={{ runId: message.runId, tab: 'explain' }}
              className={`${link.link} ${link.strong}`}
              title="Why the whole run came out so"
            >
              <code>{message.runId.slice(0, 8)}</code>
            </Link>
          </HeaderFact>
          <HeaderFact name="Campaign">
            <Link
              to="/campaigns/$campaignId"
              params={{ campaignId: message.campaignId }}
              className={`${link.link} ${link.strong}`}
            >
              <bdi>{run.data?.campaign.name ?? message.campaignId.slice(0, 8)}</bdi>
            </Link>
          </HeaderFact>
          <HeaderFact name="Compared with">
            <Other against={against} />
          </HeaderFact>
          <HeaderFact name="Communication">
            <CopyId id={message.id} of="communication" />
          </HeaderFact>
        </HeaderFacts>
      </PageHeader>
      <div className={explain.page}>
        <Cause explanation={explanation} />
        <Panel
          title="Every factor that was checked"
          actions={
            <>
              <Against
                runId={message.runId}
                campaignId={message.campaignId}
                against={against}
                onChoose={(next) =>
                  void navigate({
                    search: ({ against: _, ...rest }) => (next === undefined ? rest : { ...rest, against: next }),
                    replace: true,
                    resetScroll: false,
                  })
                }
              />
              <FactorsChoice all={explanation.rows.length} />
            </>
          }
          flush
        >
          <ExplanationTable rows={rowsShown(explanation.rows, shown)} sides={['This message', 'The other message']} />
        </Panel>
        <Lessons
          about={`communication:${message.id}`}
          of={{ about: `communication:${message.id}` }}
          place={explanation.likelyCause?.place ?? 'execution'}
        />
      </div>
    </>
  );
};

/** What the same contact got in the other run. */
const Other = ({ against }: Pick<Explanation, 'against'>) => {
  if (against === null) return 'nothing: the campaign has no other run';
  const { runId, communicationId, createdAt, status, chosen } = against;
  const of = chosen === 'previous' ? 'the previous run' : 'the chosen run';
  return (
    <span className={styles.other}>
      {communicationId === null ? (
        <>
          no message: the contact got none in{' '}
          <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }} className={`${link.link} ${link.strong}`}>
            {of}
          </Link>
        </>
      ) : (
        <Link
          to="/runs/$runId/$tab"
          params={{ runId, tab: 'communications' }}
          search={{ open: communicationId.slice(communicationId.indexOf('.') + 1) }}
          className={`${link.link} ${link.strong}`}
        >
          the contact’s message in {of}
        </Link>
      )}
      <TimeText instant={createdAt} as="minutes" />
      <RunStatusPill status={status} />
    </span>
  );
};
