import type { Factor, LessonPlace } from '#domain/explain/factors.js';
import { addressOf, goal, indexOf, type Scene, senderOf, type Stage } from './stage.js';

/** A run that came out otherwise than the one before, for one reason. */
export interface Case {
  readonly cause: Factor;
  readonly place: LessonPlace;
  /** What else was changed, and did nothing. */
  readonly decoy?: string;
  /** Answers the run to explain, and the contact whose message shows it, where one does. */
  readonly act: (stage: Stage) => Promise<{ readonly runId: string; readonly contact?: string; readonly scene: Scene }>;
}

const renamed = (scene: Scene): Promise<void> => scene.revise({ name: `${scene.tag} renamed` });
const otherProse = { prose: 'Be brief.', sections: { greeting: 'Dear', aside: 'Nobody reads this.' } };
const otherGreeting = { prose: 'Be kind.', sections: { greeting: 'Hi', aside: 'Nobody reads this.' } };
const otherAside = { prose: 'Be kind.', sections: { greeting: 'Dear', aside: 'Nor that.' } };
const hours = (many: number): string => new Date(Date.now() + many * 3_600_000).toISOString();

export const cases: Readonly<Record<string, Case>> = {
  'a section that the template takes in was edited': {
    cause: 'instructions',
    place: 'campaign',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await scene.revise({ instructions: otherGreeting });
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the template was edited': {
    cause: 'template',
    place: 'campaign',
    decoy: 'a section that no template takes in was edited with it',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      const template = { subject: 'Well', text: '{{ instructions.greeting }} {{ contact.name }}, {{ plan }}.' };
      await scene.revise({ template, instructions: otherAside });
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the goal that messages quote was revised': {
    cause: 'goal',
    place: 'goal',
    act: async (stage) => {
      const scene = await stage.scene({ template: { subject: 'Hello', text: '{{ goal.statement }}, {{ plan }}' } });
      await scene.run();
      await scene.revisePart('goals', scene.goalId, { ...goal, statement: 'Sell more' });
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the campaign names another goal, which messages quote': {
    cause: 'goal',
    place: 'campaign',
    decoy: 'the sender may send a little less per second',
    act: async (stage) => {
      const scene = await stage.scene({ template: { subject: 'Hello', text: '{{ goal.statement }}, {{ plan }}' } });
      const other = await stage.scene();
      await scene.run();
      await scene.revisePart('goals', other.goalId, { ...goal, statement: 'Say thanks' });
      await scene.revisePart('senders', scene.senderId, senderOf(900));
      await stage.verify(scene.senderId);
      await scene.revise({ goal: other.goalId });
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the sender shows another name': {
    cause: 'sender',
    place: 'campaign',
    act: async (stage) => {
      const scene = await stage.scene();
      const other = await stage.scene();
      await scene.run();
      await scene.revise({ sender: other.senderId });
      await stage.rename(other.senderId);
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the segment was revised': {
    cause: 'audience',
    place: 'campaign',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      const filter = { all: [{ tag: scene.tag }, { attribute: 'plan', op: 'equals', value: 'gold' }] };
      await scene.putContact(scene.people[0], { attributes: { plan: 'tin' } });
      await scene.revisePart('segments', scene.segmentId, { name: scene.tag, filter });
      return { scene, runId: await scene.run() };
    },
  },
  'an import brought more people into the segment': {
    cause: 'audience',
    place: 'contact data',
    decoy: 'the campaign was renamed',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await renamed(scene);
      const rows = [`${scene.tag}-8,${scene.tag}-8@people.example,Eve,${scene.tag},gold`];
      await stage.importContacts(rows);
      return { scene, runId: await scene.run() };
    },
  },
  'an import changed an attribute': {
    cause: 'contact data',
    place: 'contact data',
    decoy: 'the instructions were edited after the run',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      const [first] = scene.people;
      await stage.importContacts([`${first},${addressOf(first)},Ada,${scene.tag},silver`]);
      const runId = await scene.run();
      await scene.revise({ instructions: otherGreeting });
      return { scene, runId, contact: first };
    },
  },
  'a new address was refused': {
    cause: 'contact data',
    place: 'contact data',
    decoy: 'a goal that no message quotes was revised',
    act: async (stage) => {
      const scene = await stage.scene();
      const [first] = scene.people;
      await scene.run();
      scene.refuse(`wrong-${addressOf(first)}`);
      await scene.putContact(first, { email: `wrong-${addressOf(first)}` });
      await scene.revisePart('goals', scene.goalId, { ...goal, statement: 'Sell more' });
      return { scene, runId: await scene.run(), contact: first };
    },
  },
  'the run was rescheduled': {
    cause: 'timing',
    place: 'execution',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      const runId = await scene.request({ startAt: hours(1) });
      await scene.post(`/v1/runs/${runId}/reschedule`, { startAt: hours(3) });
      await scene.post(`/v1/runs/${runId}/start-now`);
      await scene.carryOut(runId);
      return { scene, runId };
    },
  },
  'a hold was on while it ran': {
    cause: 'queue',
    place: 'execution',
    decoy: 'the campaign was revised, without effect on the template',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await scene.revise({ instructions: otherProse });
      await scene.post('/v1/holds', { scope: `campaign:${scene.campaignId}`, reason: 'wait for the lawyers' });
      const runId = await scene.run();
      await scene.post('/v1/holds/lift', { scope: `campaign:${scene.campaignId}` });
      await scene.carryOut(runId);
      return { scene, runId, contact: scene.people[0] };
    },
  },
  'a reviewer rejected a draft': {
    cause: 'approval',
    place: 'execution',
    decoy: 'a section that no template takes in was edited',
    act: async (stage) => {
      const scene = await stage.scene({ reviewer: 'human' });
      await scene.decide(await scene.run(), 'approve');
      await scene.revise({ instructions: otherAside });
      const runId = await scene.run();
      const at = await indexOf(stage, runId, scene.people[0]);
      await scene.decide(
        runId,
        'approve',
        [0, 1, 2].filter((index) => index !== at),
      );
      await scene.decide(runId, 'reject', [at]);
      return { scene, runId, contact: scene.people[0] };
    },
  },
  'nobody decided on the drafts in time': {
    cause: 'approval',
    place: 'execution',
    act: async (stage) => {
      const scene = await stage.scene({ reviewer: 'human' });
      await scene.decide(await scene.run(), 'approve');
      const runId = await scene.run();
      await scene.carryOut(runId, { now: () => hours(100) });
      return { scene, runId, contact: scene.people[0] };
    },
  },
  'the provider refuses': {
    cause: 'provider',
    place: 'execution',
    decoy: 'the sender may send a little less per second',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await scene.revisePart('senders', scene.senderId, senderOf(900));
      await stage.verify(scene.senderId);
      for (const one of scene.people) scene.refuse(addressOf(one));
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the contact opted out by a reply': {
    cause: 'replies',
    place: 'execution',
    decoy: 'the instructions were edited after the run',
    act: async (stage) => {
      const scene = await stage.scene();
      const before = await scene.run();
      await scene.reply(before, await indexOf(stage, before, scene.people[0]), 'opt-out');
      const runId = await scene.run();
      await scene.revise({ instructions: otherGreeting });
      return { scene, runId, contact: scene.people[0] };
    },
  },
  'the contact had answered, and the campaign stops then': {
    cause: 'replies',
    place: 'execution',
    act: async (stage) => {
      const scene = await stage.scene({ responseBehaviour: 'stop' });
      const before = await scene.run();
      await scene.reply(before, await indexOf(stage, before, scene.people[0]), 'human');
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'a service withdrew the consent': {
    cause: 'contact data',
    place: 'contact data',
    decoy: 'the segment was revised and chooses the same people',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await scene.putContact(scene.people[0], { consent: { email: 'withdrawn' } });
      const filter = { any: [{ tag: scene.tag }, { tag: 'nobody' }] };
      await scene.revisePart('segments', scene.segmentId, { name: scene.tag, filter });
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the sender sends more slowly': {
    cause: 'limits',
    place: 'campaign',
    decoy: 'a goal that no message quotes was revised',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await scene.revisePart('senders', scene.senderId, senderOf(1));
      await stage.verify(scene.senderId);
      await scene.revisePart('goals', scene.goalId, { ...goal, statement: 'Sell more' });
      return { scene, runId: await scene.run() };
    },
  },
  'a worker was lost with a message on the wire': {
    cause: 'queue',
    place: 'execution',
    decoy: 'the campaign was renamed',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await renamed(scene);
      const runId = await scene.request();
      await scene.loseWorker(runId);
      await scene.carryOut(runId);
      return { scene, runId };
    },
  },
  'the run passed another value': {
    cause: 'variables',
    place: 'execution',
    decoy: 'the prose of the instructions was edited',
    act: async (stage) => {
      const scene = await stage.scene({ template: { subject: 'Hello', text: '{{ contact.name }}, {{ voucher }}' } });
      await scene.run({ variables: { voucher: 'A' } });
      await scene.revise({ instructions: otherProse });
      return { scene, runId: await scene.run({ variables: { voucher: 'B' } }), contact: scene.people[0] };
    },
  },
  'somebody cancelled the run': {
    cause: 'timing',
    place: 'execution',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await scene.post('/v1/holds', { scope: `sender:${scene.senderId}`, reason: 'look at it first' });
      const runId = await scene.run();
      await scene.post(`/v1/runs/${runId}/cancel`);
      await scene.carryOut(runId);
      return { scene, runId, contact: scene.people[0] };
    },
  },
  'a contact lost the attribute that messages need': {
    cause: 'contact data',
    place: 'contact data',
    decoy: 'the campaign was renamed',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await scene.putContact(scene.people[0], { attributes: {} });
      await renamed(scene);
      return { scene, runId: await scene.run(), contact: scene.people[0] };
    },
  },
  'the instructions were edited after the run': {
    cause: 'instructions',
    place: 'campaign',
    decoy: 'the campaign was renamed before it',
    act: async (stage) => {
      const scene = await stage.scene();
      await scene.run();
      await renamed(scene);
      const runId = await scene.run();
      await scene.revise({ instructions: otherGreeting });
      return { scene, runId, contact: scene.people[0] };
    },
  },
};
