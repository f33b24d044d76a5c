import { Matches } from 'class-validator';
import { Optional } from '../http/checks.js';

const id = /^[0-9a-hjkmnp-tv-z]{26}$/;

export class AgainstQuery {
  /** The run to compare with; absent: the previous run of the same campaign. */
  @Optional()
  @Matches(id, { message: 'must be an id of 26 characters' })
  against?: string;
}

export class CompareQuery {
  @Matches(id, { message: 'must be an id of 26 characters' })
  a!: string;

  @Matches(id, { message: 'must be an id of 26 characters' })
  b!: string;
}
