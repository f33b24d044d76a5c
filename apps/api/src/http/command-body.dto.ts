import { Optional, Text } from './checks.js';
import { maxReason } from './entry.js';

/** Body of a command that needs nothing else. */
export class CommandBody {
  /** Why, in your words; recorded with what the command leads to. */
  @Optional()
  @Text(maxReason)
  reason?: string;
}

/** What every publication of a version carries beside the definition. */
export class PublicationBody extends CommandBody {
  /** What changed, for the version history. */
  @Optional()
  @Text(500)
  summary?: string;
}
