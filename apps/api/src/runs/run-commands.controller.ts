import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { RunCommand } from '#domain/run/messages.js';
import { SettleUnknown } from '../communications/settle-unknown.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands } from '../http/commands.js';
import { NeedsIdempotencyKey } from '../http/idempotency.js';
import { Installation } from '../installation.js';
import { Commits } from '../openapi/routes.js';
import { againRequest, retryRequest } from './child-runs.js';
import { resend } from './resend.js';
import { loadRun, runView } from './run-reads.js';
import { runRefusals } from './run-refusals.js';
import type { RunView } from './run-view.js';
import { ExecuteRun } from './runs.handler.js';
import { RescheduleBody, ResendBody, RunAgainBody, StartRunBody } from './start-run.dto.js';
import { rescheduleOf } from './reschedule.js';
import { startRequest } from './start-run.js';

type RunAnswer = Promise<Answer<RunView | Accepted>>;

@ApiTags('runs')
@Controller('v1')
export class RunCommandsController {
  constructor(
    private readonly commands: Commands,
    private readonly unknowns: SettleUnknown,
    private readonly installation: Installation,
  ) {}

  /** Starts a run, or schedules one. Refused with every reason at once when the campaign cannot run. */
  @Post('campaigns/:id/runs')
  @Allow('operator', 'service')
  @NeedsIdempotencyKey()
  @Commits('Run', 201)
  async start(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() body: StartRunBody): RunAnswer {
    return this.request(asked, await startRequest(this.installation, asked, id, body));
  }

  /** No further message is claimed; what is in flight is accounted for first. */
  @Post('runs/:id/pause')
  @Allow('operator', 'service')
  @Commits('Run')
  pause(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): RunAnswer {
    return this.act(asked, id, { type: 'PauseRun', data: {} });
  }

  @Post('runs/:id/resume')
  @Allow('operator', 'service')
  @Commits('Run')
  resume(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): RunAnswer {
    return this.act(asked, id, { type: 'ResumeRun', data: {} });
  }

  /** For good. Messages that are claimed already may still leave. */
  @Post('runs/:id/cancel')
  @Allow('operator', 'service')
  @Commits('Run')
  cancel(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): RunAnswer {
    return this.act(asked, id, { type: 'CancelRun', data: {} });
  }

  /** Another start, set or shifted, as long as it has not started. */
  @Post('runs/:id/reschedule')
  @Allow('operator', 'service')
  @Commits('Run')
  reschedule(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() body: RescheduleBody): RunAnswer {
    return this.act(asked, id, rescheduleOf(body, asked.context.now()));
  }

  /** Without waiting for the scheduled time. */
  @Post('runs/:id/start-now')
  @Allow('operator', 'service')
  @Commits('Run')
  startNow(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): RunAnswer {
    return this.act(asked, id, { type: 'QueueRun', data: { early: true } });
  }

  /** A new run like this one, with the same variables: of the versions it used, or of those published now. */
  @Post('runs/:id/run-again')
  @Allow('operator', 'service')
  @NeedsIdempotencyKey()
  @Commits('Run', 201)
  async runAgain(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() { version }: RunAgainBody): RunAnswer {
    const { run } = await loadRun(this.installation, id);
    return this.request(asked, await againRequest(this.installation, asked, run, version));
  }

  /** A new run of the same versions for everybody whose message was refused. */
  @Post('runs/:id/retry-failed')
  @Allow('operator', 'service')
  @NeedsIdempotencyKey()
  @Commits('Run', 201)
  async retryFailed(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): RunAnswer {
    const { run } = await loadRun(this.installation, id);
    return this.request(asked, await retryRequest(this.installation, asked, run));
  }

  /**
   * A new run for chosen recipients of whom nobody knows whether they got the message. That settles the old
   * communications as not sent: who chooses this accepts that some get it twice.
   */
  @Post('runs/:id/resend')
  @Allow('operator')
  @NeedsIdempotencyKey()
  @Commits('Run', 201)
  async resend(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() { communications }: ResendBody): RunAnswer {
    const { run } = await loadRun(this.installation, id);
    return this.request(asked, await resend(this.installation, this.unknowns, asked, run, communications));
  }

  private request(asked: Asked, command: RunCommand): RunAnswer {
    return this.act(asked, asked.newId, command, true);
  }

  private act(asked: Asked, id: string, command: RunCommand, created = false): RunAnswer {
    return this.commands.send(asked, new ExecuteRun(id, command, asked.context, created && asked.first), {
      id,
      created,
      location: `/v1/runs/${id}`,
      refusals: runRefusals,
      readModels: ['runs'],
      read: () => runView(this.installation, id),
      allowedActions: async () => (await runView(this.installation, id)).body.allowedActions,
    });
  }
}
