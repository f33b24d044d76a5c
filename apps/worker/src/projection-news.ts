import type { Logger } from 'pino';
import type { ProjectionNews } from '#readmodel/runner/run-projections.js';

/** What the read models' runner reports, as log lines: ids and names only. */
export const projectionNews =
  (log: Logger) =>
  (news: ProjectionNews): void => {
    switch (news.kind) {
      case 'parked':
        return log.error(news, 'an event cannot be taken in: its stream is parked');
      case 'rebuilt':
        return log.info(news, 'read model rebuilt');
      case 'trouble':
        return log.warn(
          { ...news, error: news.error instanceof Error ? news.error.message : String(news.error) },
          'read model',
        );
      case 'newer-tables':
        return log.warn(news, 'the read model belongs to a later release');
    }
  };
