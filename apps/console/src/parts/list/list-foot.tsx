import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, ChevronsLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import button from '../button.module.css';
import page from '../page.module.css';

interface PageLinksProps {
  /** What the pages are of: `campaigns`. */
  readonly many: string;
  /** What the URL says now; all of it but the place goes on to the other pages. */
  readonly search: { readonly after?: string | undefined };
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
  /** Also to the page that was seen before, not only to the first. */
  readonly back?: boolean;
}

const look = `${button.button} ${button.plain}`;

/** Pages by cursor: there is no count of them, and none is needed. */
export const PageLinks = ({ many, search, next, back = false }: PageLinksProps) => {
  const { after, ...first } = search;
  return (
    <nav className={page.end} aria-label={`Pages of ${many}`}>
      {after === undefined ? null : (
        <>
          <Link to="." search={() => first} className={look}>
            <ChevronsLeft size={15} aria-hidden /> First
          </Link>
          {back ? (
            <button type="button" className={look} onClick={() => window.history.back()}>
              <ChevronLeft size={15} aria-hidden /> Back
            </button>
          ) : null}
        </>
      )}
      {next === null ? null : (
        <Link to="." search={() => ({ ...first, after: next })} className={look}>
          Next <ChevronRight size={15} aria-hidden />
        </Link>
      )}
    </nav>
  );
};

interface ListFootProps extends PageLinksProps {
  /** What one row is: `campaign`. */
  readonly one: string;
  readonly count: number;
  /** Between the count and the way to other pages. */
  readonly children?: ReactNode;
}

/** How many rows stand above it, and the way to the others. */
export const ListFoot = ({ one, count, children, ...pages }: ListFootProps) => (
  <div className={page.foot}>
    <span>
      {count.toLocaleString()} {count === 1 ? one : pages.many} on this page
    </span>
    {children}
    <PageLinks {...pages} />
  </div>
);
