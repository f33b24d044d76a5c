import { type Context, Liquid, type TagToken, type Template } from 'liquidjs';
import { largestText } from '#domain/campaign/faults.js';
import type { TemplatePart } from '#domain/campaign/channel-needs.js';
import { escapeHtml, escapeJson, written } from './escape.js';
import { registerFilters } from './filters.js';

/**
 * Work that one message may take, all its parts and sections together: characters written and copied, items of
 * lists, and `nodeCost` for every piece of a template that is visited. Counted, not timed, so that a message that
 * passes once passes always.
 */
const workLimit = 500_000;
export const nodeCost = 4;

/** Milliseconds; the work limit comes first unless the process stood still. */
const timeLimit = 2000;

/** Tags that read files, and tags that leave something behind for the next part. */
const refusedTags = ['include', 'render', 'layout', 'block', 'increment', 'decrement'] as const;

type Mode = Parameters<typeof registerFilters>[1];

const engine = (mode: Mode, outputEscape?: (value: unknown) => string): Liquid => {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    // `if plan` and `plan | default: "free"` ask whether there is a value: that one is missing is their point.
    lenientIf: true,
    ownPropertyOnly: true,
    parseLimit: largestText,
    memoryLimit: workLimit,
    renderLimit: timeLimit,
    // Neither the zone nor the language of the machine may show in a message.
    timezoneOffset: 0,
    locale: 'en-US',
    // An empty set of partials in memory keeps the file system out, also behind the refused tags.
    templates: {},
    ...(outputEscape === undefined ? {} : { outputEscape }),
  });
  registerFilters(liquid, mode);
  for (const name of refusedTags) liquid.registerTag(name, refuseTag);
  meter(liquid);
  return liquid;
};

const refuseTag = {
  parse: ({ name }: TagToken): void => {
    throw new Error(`tag "${name}" is not available in messages`);
  },
  render: (): void => undefined,
};

/** Counts what the engine itself does not: pieces visited and text written, also the text inside `capture`. */
const meter = ({ renderer }: Liquid): void => {
  const render = renderer.renderTemplates.bind(renderer);
  renderer.renderTemplates = (templates: Template[], context: Context, emitter = new MeteredEmitter(context)) => {
    context.memoryLimit.use((templates.length + 1) * nodeCost);
    return render(templates, context, emitter);
  };
};

class MeteredEmitter {
  buffer = '';

  constructor(private readonly context: Context) {}

  write(value: unknown): void {
    const text = written(value);
    this.context.memoryLimit.use(text.length);
    this.buffer += text;
  }
}

/** Sections are plain text; whatever takes them in escapes them as it escapes any other value. */
export const sectionEngine = engine('plain');

/** Each part with the escaping that its values need. */
export const partEngines = {
  subject: sectionEngine,
  text: sectionEngine,
  html: engine('html', escapeHtml),
  body: engine('json', escapeJson),
} as const satisfies Record<TemplatePart, Liquid>;
