import { Type } from 'class-transformer';
import { IsInt, Max, MaxLength, Min } from 'class-validator';
import { Optional } from './checks.js';

/** Query of every list: keyset pages by an opaque cursor. */
export class PageQuery {
  /** Cursor of the page before, as its `Link` and `next` said. */
  @Optional()
  @MaxLength(1000)
  after?: string;

  /** Most items on a page. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

/** `Link` header (RFC 8288) to the next page: the same request with another cursor. */
export const nextLink = (url: string, next: string | null): Readonly<Record<string, string>> => {
  if (next === null) return {};
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('after', next);
  return { link: `<${path ?? ''}?${parameters.toString()}>; rel="next"` };
};
