import { attainment } from './attainment/projection.js';
import { bulk } from './bulk/projection.js';
import { communications } from './communications/projection.js';
import { definitions } from './definitions/projection.js';
import { due } from './due/projection.js';
import { gates } from './gates/projection.js';
import { lessons } from './lessons/projection.js';
import { history } from './history/projection.js';
import type { Projection } from './projection.js';
import { replies } from './replies/projection.js';
import { runs } from './runs/projection.js';
import { schedules } from './schedules/projection.js';

/** Every read model of the service. */
export const projections: readonly Projection[] = [
  definitions,
  runs,
  communications,
  history,
  replies,
  gates,
  due,
  attainment,
  schedules,
  bulk,
  lessons,
];

export const projectionNamed = (name: string): Projection | null =>
  projections.find((projection) => projection.name === name) ?? null;
