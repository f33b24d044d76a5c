import { IsIn, Matches } from 'class-validator';
import { projections } from '#readmodel/projections.js';
import { Line, Optional } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';

const names = projections.map(({ name }) => name);

export class ProjectionParameter {
  @IsIn(names)
  name!: string;
}

/** Something parked: a stream of a read model, or an item of a worker's work. */
export class RetryBody extends CommandBody {
  /** The read model. */
  @Optional()
  @IsIn(names)
  projection?: string;

  /** The parked stream; all of the read model's when absent. */
  @Optional()
  @Matches(/^[a-z]+-[\w.-]{1,200}$/, { message: 'must be the name of a stream' })
  stream?: string;

  /** The parked item of work. */
  @Optional()
  @Line(300)
  item?: string;
}
