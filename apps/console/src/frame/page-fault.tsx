import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../parts/states.js';

/** What a page shows that broke while it was drawn, or whose code could not be loaded. */
export const PageFault = ({ error, reset }: ErrorComponentProps) => <ErrorState error={error} onRetry={reset} />;
