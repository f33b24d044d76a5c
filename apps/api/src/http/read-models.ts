import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Position } from '#eventstore/port.js';
import { Installation } from '../installation.js';

const pollMs = 25;

/** How far the read models are. */
@Injectable()
export class ReadModels {
  constructor(private readonly installation: Installation) {}

  /** True once all of these read models show everything up to `position`; false when the time is over first. */
  async passed(names: readonly string[], position: Position, waitMs: number): Promise<boolean> {
    const until = Date.now() + waitMs;
    for (;;) {
      const behind = await this.behind(names, position);
      if (!behind) return true;
      if (Date.now() + pollMs > until) return false;
      await pause(pollMs);
    }
  }

  private async behind(names: readonly string[], position: Position): Promise<boolean> {
    const { pool, store } = this.installation;
    const { rows } = await pool.query<{ checkpoint: Position }>(
      'select checkpoint from work.projections where name = any($1)',
      [names],
    );
    return rows.length < names.length || rows.some(({ checkpoint }) => store.compare(checkpoint, position) < 0);
  }
}
