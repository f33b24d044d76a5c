import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../parts/states.js';

export const NotFound = () => (
  <EmptyState icon={Compass} title="There is no such page">
    <Link to="/runs">To the runs</Link>
  </EmptyState>
);
