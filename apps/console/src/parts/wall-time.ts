const parts = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const found = parts.get(zone);
  if (found !== undefined) return found;
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  parts.set(zone, made);
  return made;
};

/** `2026-06-09T09:00`: what clocks of the zone show, as a `datetime-local` field takes it. */
export const wallTimeOf = (instant: string, zone: string): string =>
  formatOf(zone).format(new Date(instant)).replace(' ', 'T');

/** The instant at which clocks of the zone show it: the first of two, and the end of a gap; null when it is no time. */
export const instantOf = (wallTime: string, zone: string): string | null => {
  const wanted = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(wanted)) return null;
  const offsetAt = (ms: number): number => Date.parse(`${wallTimeOf(new Date(ms).toISOString(), zone)}Z`) - floor(ms);
  const day = 86_400_000;
  const found = [offsetAt(wanted - day), offsetAt(wanted + day)]
    .map((offset) => wanted - offset)
    .filter((ms) => wallTimeOf(new Date(ms).toISOString(), zone) === wallTime.slice(0, 16));
  const instant = found.length > 0 ? Math.min(...found) : wanted - offsetAt(wanted - day);
  return new Date(instant).toISOString();
};

const floor = (ms: number): number => Math.floor(ms / 60_000) * 60_000;
