import type { Area } from './command.js';
import { bulk } from './areas/bulk.js';
import { backup, restore } from './areas/backup.js';
import { campaigns } from './areas/campaigns.js';
import { communications } from './areas/communications.js';
import { openConsole } from './areas/console.js';
import { contactEvents, contacts } from './areas/contacts.js';
import { drafts } from './areas/drafts.js';
import { events, eventTypes } from './areas/events.js';
import { explain } from './areas/explain.js';
import { find } from './areas/find.js';
import { goals } from './areas/goals.js';
import { hold } from './areas/holds.js';
import { configuration, workers } from './areas/installation.js';
import { init } from './areas/init.js';
import { lessons } from './areas/lessons.js';
import { keys } from './areas/keys.js';
import { health, parked, projections, queue } from './areas/operations.js';
import { log } from './areas/log.js';
import { problem } from './areas/problem.js';
import { replies } from './areas/replies.js';
import { run } from './areas/run.js';
import { runs } from './areas/runs.js';
import { schedules } from './areas/schedules.js';
import { segments } from './areas/segments.js';
import { senders } from './areas/senders.js';
import { suppressions } from './areas/suppressions.js';
import { views } from './areas/views.js';
import { doctor } from './doctor/doctor.js';

/** What the help shows together. */
export interface Group {
  readonly heading: string;
  readonly areas: readonly Area[];
}

/** Every command there is. A new area is a file and a line here. */
export const groups: readonly Group[] = [
  { heading: 'Plan:', areas: [goals, segments, senders, campaigns] },
  { heading: 'People:', areas: [contacts, contactEvents, suppressions] },
  { heading: 'Run:', areas: [run, runs, bulk, schedules, drafts, hold] },
  {
    heading: 'Look:',
    areas: [openConsole, views, communications, replies, explain, lessons, find, events, eventTypes, problem],
  },
  {
    heading: 'Operate:',
    areas: [init, doctor, health, projections, parked, queue, workers, configuration, keys, backup, restore, log],
  },
];
