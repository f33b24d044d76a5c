import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../api/session.js';
import { viewerRefusal } from '../api/viewer-refusal.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { Button } from '../parts/button.js';
import { Menu, MenuItem } from '../parts/menu.js';
import { mayPlan } from './new-schedule.js';
import { commandWords, type CommandWords, type ScheduleCommand } from './schedule-commands.js';
import { ScheduleCommandDialog } from './schedule-command-dialog.js';
import type { Schedule } from './schedules-queries.js';

/** What may be done with a schedule now; what may not says why. */
export const ScheduleActions = ({ schedule }: { readonly schedule: Schedule }) => {
  const { id, status, allowedActions } = schedule;
  const [open, setOpen] = useState<ScheduleCommand | null>(null);
  const role = useSession()?.role;
  const navigate = useNavigate();
  const refusalOf = (action: ScheduleCommand | 'change', plans: boolean): string | undefined => {
    const forbidden = viewerRefusal(role);
    if (forbidden !== undefined) return forbidden;
    if (plans && !mayPlan(role)) return 'This is for managers';
    const allowance = allowedActions.find((each) => each.action === action);
    return allowance?.allowed === true ? undefined : (allowance?.because ?? 'The server does not know this action');
  };
  const refusal = (command: ScheduleCommand): string | undefined =>
    refusalOf(command, (commandWords[command] as CommandWords).plans === true);
  const edit = (): void => void navigate({ to: '/schedules/$scheduleId/edit', params: { scheduleId: id } });
  const toggle = status === 'paused' ? 'unpause' : 'pause';
  const buttons = ['trigger', toggle] as const;
  const rest = ['backfill', 'archive'] as const;
  const editRefusal = refusalOf('change', true);
  useShortcuts([
    ...[...buttons, ...rest].flatMap((command) => {
      const { key, label } = commandWords[command] as CommandWords;
      return key === undefined || refusal(command) !== undefined
        ? []
        : [{ keys: key, label, group: 'Schedule', run: () => setOpen(command) }];
    }),
    ...(editRefusal === undefined ? [{ keys: 'e', label: 'Edit', group: 'Schedule', run: edit }] : []),
  ]);
  return (
    <>
      <Button icon={Pencil} refusal={editRefusal} onClick={edit}>
        Edit
      </Button>
      {buttons.map((command) => (
        <Button
          key={command}
          icon={commandWords[command].icon}
          refusal={refusal(command)}
          onClick={() => setOpen(command)}
        >
          {commandWords[command].label}
        </Button>
      ))}
      <Menu
        trigger={
          <Button icon={Ellipsis} aria-label="More actions of this schedule">
            More
          </Button>
        }
      >
        {rest.map((command) => {
          const { label, icon, danger = false } = commandWords[command] as CommandWords;
          return (
            <MenuItem
              key={command}
              icon={icon}
              danger={danger}
              refusal={refusal(command)}
              onSelect={() => setOpen(command)}
            >
              {label}
            </MenuItem>
          );
        })}
      </Menu>
      {open === null ? null : (
        <ScheduleCommandDialog key={open} schedule={schedule} command={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
};
