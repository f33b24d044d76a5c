import { FilterX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../button.js';
import { EmptyState } from '../states.js';

interface NoneSoProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** On the button that shows all of them again. */
  readonly clear?: string;
  onClear(): void;
}

/** There are some, but filters keep all of them back. */
export const NoneSo = ({ title, children, clear = 'Clear all filters', onClear }: NoneSoProps) => (
  <EmptyState icon={FilterX} title={title}>
    {children === undefined ? null : <p>{children}</p>}
    <Button icon={FilterX} onClick={onClear}>
      {clear}
    </Button>
  </EmptyState>
);
