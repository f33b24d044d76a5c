/** A time during which the clocks of a zone stay as far ahead of UTC. All numbers are milliseconds, moments since 1970. */
export interface ZonePeriod {
  readonly from: number;
  /** Exclusive. The next period may have the same offset: rules are known only so far ahead. */
  readonly to: number;
  /** How far the clocks are ahead of UTC. */
  readonly offset: number;
  readonly offsetBefore: number;
  readonly offsetAfter: number;
}

/** The clocks of one IANA zone. */
export interface Zone {
  readonly name: string;
  periodAt(moment: number): ZonePeriod;
}

/** Finds a zone by its name; null when there is no such zone. The rules are data of the runtime, handed in as a port. */
export type ZoneRules = (name: string) => Zone | null;
