import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The system user PostgreSQL runs as when we are root: it refuses to run as root itself. */
export interface ServerAccount {
  name: string;
  uid: number;
  gid: number;
}

/** The account to switch to, or undefined when the current user may run PostgreSQL itself. */
export async function serverAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const user = users.find((fields) => fields[0] === name);
    if (user) return { name, uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error('PostgreSQL cannot run as root, and this system has neither a user "postgres" nor "nobody"');
}

/** Whether the account may pass through every folder of a path and use its end: a home folder is often 0700. */
export function canReach(account: ServerAccount | undefined, path: string): boolean {
  if (!account) return true;
  for (let part = resolve(path); ; part = dirname(part)) {
    const found = statSync(part, { throwIfNoEntry: false });
    if (found) {
      const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
      if ((found.mode & bit) === 0) return false;
    }
    if (part === dirname(part)) return true;
  }
}
