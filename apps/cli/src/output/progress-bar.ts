import { count } from './times.js';

/** How far something is; `total` is null while nobody knows. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  readonly note: string;
}

const longest = 30;

/** One line of at most `columns`, such as `running [████████░░░░] 1,200/5,000  3 refused`. */
export const progressLine = ({ label, done, total, note }: Progress, columns: number): string => {
  const figures = total === null ? '' : `${count(done)}/${count(total)}`;
  const rest = [label, figures, note].filter((part) => part !== '').join('  ');
  const room = Math.min(longest, columns - rest.length - 5);
  if (total === null || room < 5) return rest.slice(0, columns - 1);
  const full = total === 0 ? room : Math.floor((Math.min(done, total) / total) * room);
  const bar = `[${'█'.repeat(full)}${'░'.repeat(room - full)}]`;
  return [label, bar, figures, note]
    .filter((part) => part !== '')
    .join('  ')
    .slice(0, columns - 1);
};

/** Shows progress on standard error: one line that changes on a screen, now and then a line elsewhere. */
export class ProgressBar {
  private shown = '';

  constructor(
    private readonly say: (text: string) => void,
    private readonly columns: number | null,
  ) {}

  show(progress: Progress): void {
    const line = progressLine(progress, this.columns ?? 120);
    // Elsewhere than on a screen a line is for ever: each status and note, and every tenth of the way.
    const news = this.columns === null ? milestoneOf(progress) : line;
    if (news === this.shown) return;
    this.say(this.columns === null ? `${line}\n` : `\r\u001b[2K${line}`);
    this.shown = news;
  }

  /** Leaves the last line where it is. */
  end(): void {
    if (this.shown !== '' && this.columns !== null) this.say('\n');
    this.shown = '';
  }
}

const milestoneOf = ({ label, done, total, note }: Progress): string =>
  `${label} ${total === null || total === 0 ? 0 : Math.floor((done / total) * 10)} ${note.replaceAll(/[\d,]+ /g, '')}`;
