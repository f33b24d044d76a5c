import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { Line, Optional, Text } from '../http/checks.js';

/** Lists that views can be saved of. */
export const viewPages = [
  'runs',
  'communications',
  'replies',
  'drafts',
  'contacts',
  'campaigns',
  'goals',
  'segments',
  'senders',
  'schedules',
] as const;
export type ViewPage = (typeof viewPages)[number];

export class ViewsQuery {
  @ApiProperty({ enum: viewPages })
  @IsIn(viewPages)
  page!: ViewPage;
}

export class ViewBody {
  @Line(80)
  name!: string;

  /** What stands behind the question mark of the console's address: filters, order, columns. */
  @Text(4_000)
  search!: string;

  /** Others see it too, and change nothing in it; false when absent. Needs the role operator. */
  @Optional()
  @IsBoolean()
  shared?: boolean;
}

export class NewViewBody extends ViewBody {
  @ApiProperty({ enum: viewPages })
  @IsIn(viewPages)
  page!: ViewPage;
}

export class ViewChoiceBody {
  /** Shown first. */
  @IsBoolean()
  pinned!: boolean;

  /** The list opens with it; another default of that list ends. */
  @IsBoolean()
  isDefault!: boolean;
}
