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
  /** Somebody in between takes out the offer of encryption, and the wish for it. */
  | { readonly kind: 'strip-tls' }
  /** Established connections end for the server; their clients are never told. New ones pass. */
  | { readonly kind: 'half-open' };

export type Direction = 'server' | 'client';

export const holdsBack = (weather: Weather, towards: Direction): boolean =>
  weather.kind === 'black-hole' && (weather.towards === 'both' || weather.towards === towards);

/** As it arrives. */
export const altered = (weather: Weather, piece: Buffer): Buffer =>
  weather.kind === 'strip-tls'
    ? Buffer.from(piece.toString('latin1').replaceAll('STARTTLS', 'XTARTTLS'), 'latin1')
    : piece;

/** How long a piece of so many bytes is under way, ms. */
export const transitMs = (weather: Weather, bytes: number): number => {
  if (weather.kind === 'latency') return weather.ms;
  if (weather.kind === 'throttle') return (bytes / weather.bytesPerSecond) * 1_000;
  return 0;
};
