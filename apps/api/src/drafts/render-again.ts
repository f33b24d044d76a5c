import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { partsOfCommunicationId, recipientOf } from '#domain/batch/state.js';
import type { ValueHashes } from '#domain/batch/messages.js';
import { batchDecider } from '#domain/batch/decide.js';
import { type Difference, jsonDiff } from '#domain/kernel/json-diff.js';
import { startedOf } from '#domain/run/state.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { versionOf } from '#eventstore/definitions.js';
import type { CommandContext } from '#eventstore/execute.js';
import { signUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { unsubscribeUrl } from '#platform/tokens/token-address.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { contentHashOf, type Rendering, renderingsOf, saveRenderings } from '#vault/renderings/renderings.js';
import { valueHashesOf } from '#vault/renderings/value-hashes.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import { renderMessage } from '#vault/writer/render.js';
import { renderingView } from '../communications/communication-reads.js';
import type { RenderingView } from '../communications/communication-view.js';
import { asJson } from '../http/json.js';
import { notFound, Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { loadRun } from '../runs/run-reads.js';
import { ExecuteBatch } from './drafts.handler.js';

/** A new draft beside the one it replaces. */
export interface RenderedAgainView {
  readonly id: string;
  readonly before: RenderingView | null;
  readonly after: RenderingView;
  /** Between the two, by part and variable; empty when the contact's data make no difference. */
  readonly differences: readonly Difference[];
}

/** Writes a draft anew: the run's own versions and variables, the contact as it is now. */
@Injectable()
export class RenderAgain {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  /** Throws 404, and 409 when the communication is no draft or cannot be rendered. */
  async draft(id: string, context: CommandContext): Promise<RenderedAgainView> {
    const { pool, clock } = this.installation;
    const place = partsOfCommunicationId(id);
    if (place === null) throw notFound('communication');
    const { contactId, draftHours } = await this.present(id, place);
    const before = (await renderingsOf(pool, [id])).get(id);
    const { rendering: after, values } = await this.render(id, place.runId, contactId);
    // Before the event that names its hash. Should the event be refused, the earlier text comes back.
    if ((await saveRenderings(pool, [after])).size === 0) throw erased();
    const expiresAt = new Date(Date.parse(clock()) + draftHours * 3_600_000).toISOString();
    const data = { communicationId: id, contentHash: after.contentHash, expiresAt, values };
    const command = new ExecuteBatch(place.runId, place.batch, [{ type: 'PrepareDraft', data }], context);
    const executed = await this.bus.execute(command);
    if (!executed.ok) {
      if (before !== undefined) await saveRenderings(pool, [before]);
      throw new Problem('action-not-allowed', executed.rejection.detail, { code: executed.rejection.rejected });
    }
    const [old, fresh] = [before === undefined ? null : renderingView(before), renderingView(after)];
    return { id, before: old, after: fresh, differences: jsonDiff(comparable(old), comparable(fresh)) };
  }

  private async present(
    id: string,
    { runId, batch }: { readonly runId: string; readonly batch: number },
  ): Promise<{ readonly contactId: string; readonly draftHours: number }> {
    const { store } = this.installation;
    const { state } = await loadAggregate(store, batchDecider, `runbatch-${runId}.${batch}`);
    if (state.status === 'absent') throw notFound('communication');
    const recipient = state.status === 'open' ? recipientOf(state, id) : undefined;
    if (state.status === 'open' && recipient === undefined) throw notFound('communication');
    if (recipient?.standing.is !== 'draft') {
      const is = recipient?.standing.is ?? 'closed';
      throw new Problem('action-not-allowed', `it is ${is}: there is no draft to render`, { code: 'not-allowed-now' });
    }
    const { run } = await loadRun(this.installation, runId);
    return { contactId: recipient.contactId, draftHours: startedOf(run)?.manifest.policies.draftHours ?? 72 };
  }

  private async render(
    id: string,
    runId: string,
    contactId: string,
  ): Promise<{ readonly rendering: Rendering; readonly values: ValueHashes }> {
    const { store, pool, config } = this.installation;
    const { run } = await loadRun(this.installation, runId);
    const manifest = startedOf(run)?.manifest ?? run.request.pins;
    const [campaign, goal, contacts, inputs] = await Promise.all([
      versionOf(store, 'campaign', manifest.campaign),
      versionOf(store, 'goal', manifest.goal),
      contactsByIds(pool, [contactId]),
      runInputs(pool, runId),
    ]);
    if (campaign === null) throw new Error(`the log lacks the campaign that run ${runId} pins`);
    const contact = contacts.get(contactId);
    if (contact === undefined) throw erased();
    const result = renderMessage({
      campaign: { hash: campaign.hash, definition: campaign.definition },
      goal: goal?.definition ?? null,
      contact,
      variables: inputs?.variables ?? {},
      unsubscribeUrl: unsubscribeUrl(config.http.publicUrl, signUnsubscribeToken(config.keys.unsubscribe, id)),
    });
    if (!result.ok) throw new Problem('action-not-allowed', result.detail, { code: 'cannot-render' });
    const { content, variables } = result;
    const contentHash = contentHashOf(contact.key, content);
    return {
      rendering: { communicationId: id, contactId, ...content, variables, contentHash },
      values: valueHashesOf(contact.key, variables),
    };
  }
}

const erased = (): Problem => new Problem('action-not-allowed', 'the contact was erased', { code: 'erased' });

/** Hashes differ wherever anything does. */
const comparable = (view: RenderingView | null) => {
  if (view === null) return undefined;
  const { contentHash: _, ...rest } = view;
  return asJson(rest);
};
