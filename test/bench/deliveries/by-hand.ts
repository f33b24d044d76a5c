import { createHash, createHmac } from 'node:crypto';
import { Liquid } from 'liquidjs';
import { opening, template } from '../../../tools/bench/src/setting.js';

/** What a message is written from, as the floors and the peers read it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
}

export interface Written {
  readonly subject: string;
  readonly text: string;
}

/** The benchmark's message by the same engine, parsed once and without anything around it. */
export const writer = (): ((person: Person, communication: string) => Written) => {
  const liquid = new Liquid({ strictVariables: true });
  const [section, subject, text] = [opening, template.subject, template.text].map((one) => liquid.parse(one));
  const render = (templates: typeof section, scope: object): string =>
    templates === undefined ? '' : String(liquid.renderSync(templates, scope));
  return ({ name, plan }, communication) => {
    const contact = { name };
    const scope = {
      contact,
      plan,
      goal: { name: 'Bench' },
      instructions: { opening: render(section, { contact }) },
      unsubscribe_url: unsubscribeUrl(communication),
    };
    return { subject: render(subject, scope), text: render(text, scope) };
  };
};

/** As long as the service's own, and signed as it is. */
const unsubscribeUrl = (communication: string): string =>
  `http://127.0.0.1:3000/u/${communication}.${createHmac('sha256', 'bench').update(communication).digest('base64url').slice(0, 26)}`;

/** What both sides must have written for a person: all but the link that is each communication's own. */
export const sameForAll = ({ subject, text }: Written): string =>
  `${subject}\n${text.replaceAll(/https?:\/\/\S+/g, 'URL')}`;

export const hashOf = ({ subject, text }: Written): string =>
  createHash('sha256').update(`${subject}\n${text}`).digest('hex');
