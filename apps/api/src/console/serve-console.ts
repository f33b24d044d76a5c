import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem, notFound } from '../http/problem.js';
import { sendProblem } from '../http/problem-filter.js';
import { type ConsoleFile, type ConsoleFiles, readConsole } from './console-files.js';
import { consoleHeaders } from './console-policy.js';

/** What is the API's own: an address there that names nothing is no page of the console. */
const ofTheApi = /^\/(v1|health|metrics|docs|problems|unsubscribe|csp-reports|assets)(\/|$)/;

/**
 * The built console at `/`: its files by their names, and its page at every other address that a browser opens, for the
 * page's own router. Registered beside the controllers, because it is public and no part of the API.
 */
export const serveConsole = (fastify: FastifyInstance, folder: string): void => {
  const files = readConsole(folder);
  const answer = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => serve(files, request, reply);
  fastify.get('/', answer);
  fastify.get('/*', answer);
};

const serve = async (
  files: ConsoleFiles | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const path = request.url.split('?')[0] ?? '/';
  const named = path === '/index.html' ? undefined : files?.byPath.get(path);
  const isPage = path === '/' || (!ofTheApi.test(path) && opensPage(request));
  if (named === undefined && !isPage) return refuse(request, reply, notFound('thing at this address'));
  if (files === null) return refuse(request, reply, notBuilt());
  return send(request, reply, named ?? files.index);
};

/** A browser that opens a page says so; scripts, images and programs get an honest 404. */
const opensPage = (request: FastifyRequest): boolean => request.headers.accept?.includes('text/html') === true;

const send = async (request: FastifyRequest, reply: FastifyReply, file: ConsoleFile): Promise<FastifyReply> => {
  const { immutable, etag, type, gzipped } = file;
  void reply.headers({
    ...consoleHeaders,
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
    vary: 'accept-encoding',
  });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  void reply.type(type);
  const small = gzipped !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (small) void reply.header('content-encoding', 'gzip');
  return reply.send(small ? await gzipped() : file.body);
};

const notBuilt = (): Problem =>
  new Problem('not-found', 'the console is not built here: npm run build makes it; the API is at /v1 and /docs', {
    code: 'console-not-built',
  });

const refuse = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
  sendProblem(reply, problem, request.id);
  return reply;
};
