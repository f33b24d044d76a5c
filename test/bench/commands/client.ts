import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A client that costs little, over as many connections as it is allowed. */
export class HttpClient {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  }

  post(path: string, headers: Readonly<Record<string, string>>, body: object): Promise<Answer> {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        this.url + path,
        {
          method: 'POST',
          agent: this.agent,
          headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        },
        (response) => {
          let said = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (said += chunk));
          response.once('end', () => resolve({ status: response.statusCode ?? 0, body: said }));
          response.once('error', reject);
        },
      );
      sent.once('error', reject);
      sent.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

export const idIn = ({ body }: Answer): string => {
  const said: unknown = JSON.parse(body);
  if (typeof said === 'object' && said !== null && 'id' in said && typeof said.id === 'string') return said.id;
  throw new Error(`no id in ${body}`);
};
