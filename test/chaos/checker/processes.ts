import { type Check, findings, toldMoment } from './verdict.js';

const mebibyte = 1024 * 1024;

/** I15. No process grows beyond its limit, and none ends but by the hand of the harness. */
export const processesStayUp: Check = ({ memory, exits, settings }) => {
  const found = findings('I15', 'samples', 'most memory, MiB', 'ends on purpose');
  for (const { process, at, rss } of memory) {
    found.count('samples');
    found.most('most memory, MiB', Math.ceil(rss / mebibyte));
    if (rss > settings.memoryLimit) {
      const limit = `${Math.floor(settings.memoryLimit / mebibyte)} MiB are allowed`;
      found.violation(`${toldMoment(at)} ${process} held ${Math.ceil(rss / mebibyte)} MiB, ${limit}`);
    }
  }
  for (const { process, at, code, signal, wanted } of exits) {
    if (wanted) found.count('ends on purpose');
    else found.violation(`${toldMoment(at)} ${process} ended by itself with ${signal ?? `exit code ${code}`}`);
  }
  return found.verdict();
};
