import { type ElementType, forwardRef, type ReactNode } from 'react';

interface RemoveScrollProps {
  readonly as?: ElementType;
  readonly children?: ReactNode;
}

/** Stands in for `react-remove-scroll` (see vite.config.ts): passes on what Radix gives, and writes no style element. */
export const RemoveScroll = forwardRef<HTMLElement, RemoveScrollProps>(({ as: Element = 'div', children }, ref) => (
  <Element ref={ref}>{children}</Element>
));
