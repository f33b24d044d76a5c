import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type Session, useSession } from '../api/session.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { Button } from '../parts/button.js';

/** Who may say when campaigns are run. */
export const mayPlan = (role: Session['role'] | undefined): boolean => role === 'manager' || role === 'admin';

export const NewSchedule = () => {
  const allowed = mayPlan(useSession()?.role);
  const navigate = useNavigate();
  const go = (): void => void navigate({ to: '/schedules/new' });
  useShortcuts(allowed ? [{ keys: 'c', label: 'New schedule', group: 'List', run: go }] : []);
  return (
    <Button
      look={allowed ? 'primary' : 'plain'}
      icon={Plus}
      refusal={allowed ? undefined : 'Setting schedules is for managers'}
      onClick={go}
    >
      New schedule
    </Button>
  );
};
