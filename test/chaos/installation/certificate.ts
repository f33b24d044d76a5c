import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';

export interface Certificate {
  /** Of a server that offers STARTTLS. */
  readonly server: SMTPServerOptions;
  /** For whoever is to trust it. */
  readonly file: string;
}

/** Signed by itself; null where there is no openssl. */
export const certificateFor = (host: string, folder: string): Certificate | null => {
  const [key, cert] = [join(folder, 'smtp-key.pem'), join(folder, 'smtp-cert.pem')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const name = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const made = spawnSync('openssl', [...words, ...name, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  if (made.status !== 0) return null;
  const server = { key: readFileSync(key), cert: readFileSync(cert), disabledCommands: ['AUTH'] };
  return { server, file: cert };
};
