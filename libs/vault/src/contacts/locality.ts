/** Names the runtime's time zone data knows; checking one costs as much as building a formatter. */
const knownZones = new Map<string, string>();

/**
 * The IANA time zone of this name in its usual spelling, or null. Offsets such as `+02:00` are none: they do not
 * know summer time.
 */
export const readTimeZone = (text: string): string | null => {
  if (!/^[a-z]/i.test(text)) return null;
  const known = knownZones.get(text);
  if (known !== undefined) return known;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    // An alias such as Asia/Kolkata stays what it is: its other name is news to whoever wrote it.
    const zone = timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
    if (knownZones.size < 2000) knownZones.set(text, zone);
    return zone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** The BCP 47 tag in canonical form (`de_at` is one of the spellings of `de-AT`), or null. */
export const readLocale = (text: string): string | null => {
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
