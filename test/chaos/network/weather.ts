/** What a network does to the connections of one edge. */
export type Weather =
  | { readonly kind: 'clear' }
  /** Each piece comes so much later. */
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  /** Each connection is reset after so many further bytes. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Nothing passes and nobody is told; what waits passes when the weather clears, as TCP repeats it. */
  | { readonly kind: 'black-hole'; readonly towards: 'server' | 'client' | 'both' }
  /** Every connection is reset, new ones too. */
  | { readonly kind: 'reset' }
  /** Established connections end for the server; their clients are never told. New ones pass. */
  | { readonly kind: 'half-open' };

export type Direction = 'server' | 'client';

export const holdsBack = (weather: Weather, towards: Direction): boolean =>
  weather.kind === 'black-hole' && (weather.towards === 'both' || weather.towards === towards);

/** How long a piece of so many bytes is under way, ms. */
export const transitMs = (weather: Weather, bytes: number): number => {
  if (weather.kind === 'latency') return weather.ms;
  if (weather.kind === 'throttle') return (bytes / weather.bytesPerSecond) * 1_000;
  return 0;
};
