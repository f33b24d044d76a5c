import { Line } from '../http/checks.js';

export class FindQuery {
  /** An address, or a Message-ID. */
  @Line(998)
  q!: string;
}
