import type { Problem } from '#client/client.js';
import { inLine } from './output/plain-text.js';

/** A refusal of the API for people: what, why, and every single fault with its place. */
export const problemText = ({ title, detail, errors = [], reasons = [], allowedActions = [] }: Problem): string => {
  const lines = [
    `${title}: ${inLine(detail)}`,
    ...errors.map((fault) => `  ${placeOf(fault)}${inLine(fault.detail)}${lineOf(fault)}`),
    ...reasons.map(reasonLine),
  ];
  const allowed = allowedActions.filter((action) => action.allowed).map(({ action }) => action);
  if (allowedActions.length > 0) lines.push(`  allowed now: ${allowed.length > 0 ? allowed.join(', ') : 'nothing'}`);
  return lines.map((line) => `${line}\n`).join('');
};

type Fault = NonNullable<Problem['errors']>[number];

const placeOf = ({ pointer, parameter, header }: Fault): string => {
  if (pointer !== undefined) return pointer === '' ? '' : `${inLine(pointer)}: `;
  const name = parameter ?? header;
  return name === undefined ? '' : `${inLine(name)}: `;
};

const lineOf = ({ line, column }: Fault): string =>
  line === undefined ? '' : ` (line ${line}${column === undefined ? '' : `, column ${column}`})`;

/** Findings of a preflight; others would have no such members. */
const reasonLine = (reason: object): string => {
  const { severity, pointer, detail, code } = Object.fromEntries(Object.entries(reason));
  const place = typeof pointer === 'string' && pointer !== '' ? `${pointer}: ` : '';
  const mark = severity === 'warns' ? 'warning: ' : '';
  return `  ${mark}${inLine(`${place}${String(detail ?? code)}`)}`;
};
