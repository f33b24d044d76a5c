import { MaxLength } from 'class-validator';
import { Line, Optional } from '../http/checks.js';

/** Exactly one of the two. */
export class SignInBody {
  /** An API key of a person. */
  @Optional()
  @Line()
  key?: string;

  /** The ticket of a sign-in link. */
  @Optional()
  @Line()
  @MaxLength(100)
  ticket?: string;
}
