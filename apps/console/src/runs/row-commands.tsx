import { useQuery } from '@tanstack/react-query';
import { useSession } from '../api/session.js';
import { MenuItem } from '../parts/menu.js';
import { CommandDialog } from '../run/actions/command-dialog.js';
import { commandWords } from '../run/actions/command-words.js';
import type { CommandAction } from '../run/actions/run-commands.js';
import { runQuery } from '../run/run-queries.js';

const order: readonly CommandAction[] = [
  'resume',
  'pause',
  'start-now',
  'reschedule',
  'retry-failed',
  'run-again',
  'cancel',
];

interface RowCommandsProps {
  readonly runId: string;
  onChoose(action: CommandAction): void;
}

/** What the server says may be done with the run now; what may not, says why. */
export const RowCommands = ({ runId, onChoose }: RowCommandsProps) => {
  const { data: run } = useQuery(runQuery(runId));
  const viewer = useSession()?.role === 'viewer';
  return order.map((action) => {
    const { label, icon, danger = false } = commandWords[action];
    const allowance = run?.allowedActions.find((each) => each.action === action);
    const refusal = viewer
      ? 'Viewers may look, not act'
      : run === undefined
        ? 'Reading what may be done…'
        : allowance?.allowed === true
          ? undefined
          : (allowance?.because ?? 'Not known to the server');
    return refusal !== undefined && run !== undefined && !viewer ? null : (
      <MenuItem key={action} icon={icon} danger={danger} refusal={refusal} onSelect={() => onChoose(action)}>
        {label}
      </MenuItem>
    );
  });
};

interface RowDialogProps {
  readonly runId: string;
  readonly action: CommandAction;
  onClose(): void;
}

export const RowDialog = ({ runId, action, onClose }: RowDialogProps) => {
  const { data: run } = useQuery(runQuery(runId));
  return run === undefined ? null : <CommandDialog run={run} action={action} onClose={onClose} />;
};
