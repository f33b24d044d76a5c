import { newId } from '#platform/ids.js';

export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How long commands wait for the read models, in seconds: what a test looks at next is there then. */
const patience = 20;

/** The API over HTTP as any client sees it; the test says which body it expects. */
export class ServiceClient {
  constructor(
    readonly url: string,
    private readonly key: string,
  ) {}

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.url}/health/ready`).catch(() => null))?.ok ?? false;
  }

  async get<Body>(path: string): Promise<Body> {
    return (await this.accepted<Body>('GET', path, {})).body;
  }

  /** With an Idempotency-Key of its own, answered when the read models have seen it. */
  async post<Body>(path: string, body: unknown = {}): Promise<Body> {
    const headers = { 'idempotency-key': newId(), prefer: `wait=${patience}` };
    return (await this.accepted<Body>('POST', path, { body, headers })).body;
  }

  /** With an Idempotency-Key of its own, answered as soon as the command is durable. */
  async command(path: string, body: unknown = {}): Promise<{ readonly id: string }> {
    const headers = { 'idempotency-key': newId() };
    return (await this.accepted<{ id: string }>('POST', path, { body, headers })).body;
  }

  /** Publishes the next version of what is there now. */
  async revise<Body>(path: string, body: unknown): Promise<Body> {
    const headers = { 'if-match': '*', prefer: `wait=${patience}` };
    return (await this.accepted<Body>('PUT', path, { body, headers })).body;
  }

  async put<Body>(path: string, body: unknown): Promise<Body> {
    return (await this.accepted<Body>('PUT', path, { body })).body;
  }

  async upload<Body>(path: string, type: string, text: string): Promise<Body> {
    return (await this.accepted<Body>('POST', path, { body: text, headers: { 'content-type': type } })).body;
  }

  async text(path: string): Promise<string> {
    return (await fetch(`${this.url}${path}`)).text();
  }

  /** Whatever the answer is. */
  async send<Body>(method: string, path: string, { body, headers = {} }: Sending): Promise<Answered<Body>> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: (text === '' ? null : JSON.parse(text)) as Body,
      headers: answer.headers,
    };
  }

  private async accepted<Body>(method: string, path: string, sending: Sending): Promise<Answered<Body>> {
    const answered = await this.send<Body>(method, path, sending);
    if (answered.status < 300) return answered;
    throw new Error(`${method} ${path} was answered ${answered.status}: ${JSON.stringify(answered.body)}`);
  }
}
