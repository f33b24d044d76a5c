import type { ReactNode } from 'react';
import campaigns from '../campaigns/campaigns.module.css';

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** Names and what they are, one line each. */
export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <dl className={campaigns.facts}>{children}</dl>
);

export const Fact = ({ name, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
