/** What a look at one thing found. */
export interface Finding {
  /** `look`: somebody should, but messages go on; `bad`: something does not work; `unknown`: it could not be looked at. */
  readonly verdict: 'ok' | 'look' | 'bad' | 'unknown';
  readonly evidence: string;
  /** The command that tells more or heals; null when nothing is to be done. */
  readonly next: string | null;
}

export interface Checked extends Finding {
  readonly check: string;
}

export const fine = (evidence: string): Finding => ({ verdict: 'ok', evidence, next: null });

/** Looks at one thing after the other; one that cannot be looked at does not keep the others from being told. */
export const carriedOut = async (
  checks: Readonly<Record<string, () => Promise<Finding>>>,
  explain: (error: unknown) => Finding,
): Promise<readonly Checked[]> => {
  const results: Checked[] = [];
  for (const [check, look] of Object.entries(checks)) {
    try {
      results.push({ check, ...(await look()) });
    } catch (error) {
      results.push({ check, ...explain(error) });
    }
  }
  return results;
};
