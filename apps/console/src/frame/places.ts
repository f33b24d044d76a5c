import type { LinkProps } from '@tanstack/react-router';
import {
  Activity,
  AtSign,
  BookUser,
  CalendarClock,
  FileCheck2,
  Footprints,
  Inbox,
  ListChecks,
  type LucideIcon,
  Megaphone,
  PlayCircle,
  Send,
  Target,
  UsersRound,
} from 'lucide-react';

/** A page of the navigation; `key` after `g` goes there. */
export interface Place {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly key: string;
}

/** In groups, as people work: what happens, what is defined, what it stands on. */
export const places: readonly { readonly group: string; readonly places: readonly Place[] }[] = [
  {
    group: 'Work',
    places: [
      { to: '/runs', label: 'Runs', icon: PlayCircle, key: 'r' },
      { to: '/communications', label: 'Communications', icon: Send, key: 'm' },
      { to: '/replies', label: 'Replies', icon: Inbox, key: 'p' },
      { to: '/drafts', label: 'Drafts', icon: FileCheck2, key: 'd' },
      { to: '/bulk', label: 'Bulk jobs', icon: ListChecks, key: 'b' },
    ],
  },
  {
    group: 'Plan',
    places: [
      { to: '/campaigns', label: 'Campaigns', icon: Megaphone, key: 'c' },
      { to: '/goals', label: 'Goals', icon: Target, key: 'o' },
      { to: '/segments', label: 'Segments', icon: UsersRound, key: 'e' },
      { to: '/contacts', label: 'Contacts', icon: BookUser, key: 't' },
      { to: '/senders', label: 'Senders', icon: AtSign, key: 'n' },
      { to: '/schedules', label: 'Schedules', icon: CalendarClock, key: 's' },
    ],
  },
  {
    group: 'Operate',
    places: [
      { to: '/system', label: 'System', icon: Activity, key: 'y' },
      { to: '/start', label: 'First steps', icon: Footprints, key: 'f' },
    ],
  },
];
