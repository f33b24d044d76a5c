import { expectNobody, takeTurn } from '../after/alone.js';
import { type Begun, beginNewLife } from '../after/begin-new-life.js';
import { begin, finish, unfinished } from '../after/unfinished.js';
import { type Installation, type OnProgress, TransferRefused } from '../installation.js';

/**
 * Takes a log as it is now, after somebody has put it back to an older state behind the service's back: the same as
 * after a restore, without bringing anything in.
 */
export const adoptLog = async (
  installation: Installation,
  onProgress: OnProgress,
): Promise<Begun & { readonly epoch: number }> => {
  const { pool } = installation;
  const connection = await pool.connect();
  try {
    await takeTurn(connection);
    await expectNobody(connection);
    const before = await unfinished(pool);
    if (before !== null && before.kind !== 'adopt') {
      throw new TransferRefused(`The ${before.kind} that was begun here has not ended: end it first.`);
    }
    await begin(pool, { kind: 'adopt', source: '' });
    const epoch = await installation.openNextEpoch(0);
    const begun = await beginNewLife(installation, { expected: null, onHold: { asOf: null }, onProgress });
    await finish(pool);
    return { epoch, ...begun };
  } finally {
    connection.release(true);
  }
};
