import { Archive, CirclePlay, Copy, type LucideIcon, PauseCircle } from 'lucide-react';
import { answered } from '#client/client.js';
import { api } from '../../api/client.js';

export type LifecycleAction = 'activate' | 'pause' | 'duplicate' | 'archive';

export interface LifecycleWords {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly least: 'operator' | 'manager';
  readonly danger?: boolean;
  /** What happens, and what does not. */
  readonly about: string;
  readonly send: string;
  readonly done: string;
}

export const lifecycleWords: Readonly<Record<LifecycleAction, LifecycleWords>> = {
  activate: {
    label: 'Activate',
    icon: CirclePlay,
    least: 'manager',
    about: 'It may run from now on: by hand, over the API and by its schedules. Nothing starts by itself.',
    send: 'Activate',
    done: 'The campaign is active',
  },
  pause: {
    label: 'Pause',
    icon: PauseCircle,
    least: 'operator',
    about: 'No further run of it starts. What runs goes on: pause or cancel the run itself.',
    send: 'Pause the campaign',
    done: 'The campaign is paused',
  },
  duplicate: {
    label: 'Duplicate',
    icon: Copy,
    least: 'manager',
    about: 'A new campaign with the definition that is published. It starts as a draft.',
    send: 'Duplicate',
    done: 'The copy is there',
  },
  archive: {
    label: 'Archive',
    icon: Archive,
    least: 'manager',
    danger: true,
    about:
      'No run of it ever starts again, and it is not edited any more. Its runs and versions stay. This cannot be taken back.',
    send: 'Archive the campaign',
    done: 'The campaign is archived',
  },
};

/** Answers the id of the campaign that it led to: its own, or that of the copy. */
export const sendLifecycle = async (
  id: string,
  action: LifecycleAction,
  { reason, name }: { readonly reason: string; readonly name: string },
  key: string,
): Promise<string> => {
  const params = { path: { id }, header: { Prefer: 'wait=5', 'Idempotency-Key': key } };
  const body = reason === '' ? {} : { reason };
  if (action === 'duplicate') {
    const named = name === '' ? body : { ...body, name };
    return (await answered(api.POST('/v1/campaigns/{id}/duplicate', { params, body: named }))).id;
  }
  return (await answered(api.POST(`/v1/campaigns/{id}/${action}`, { params, body }))).id;
};
