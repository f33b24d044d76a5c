import type { Readable } from 'node:stream';
import MimeNode from 'nodemailer/lib/mime-node';
import type { Mail } from './mail.js';
import { messageStream } from './message-stream.js';
import type { SendProgress } from './progress.js';

/** A composed message in the shape in which nodemailer's pool takes one: it asks for the envelope, the id and the stream. */
export class ReadyMade extends MimeNode {
  constructor(
    private readonly mail: Mail,
    private readonly text: Buffer,
    private readonly progress: SendProgress,
  ) {
    // Nothing here has parts; without a boundary of its own it would draw one at random.
    super(undefined, { baseBoundary: 'none' });
  }

  /** A fresh one each time: the session that sends it writes into it. */
  override getEnvelope(): { from: string; to: string[] } {
    const { from, to } = this.mail.envelope;
    return { from, to: [...to] };
  }

  override messageId(): string {
    return this.mail.messageId;
  }

  /** The pool asks for the Message-ID alone, for its log. */
  override getHeader(key: string): string | undefined {
    return key.toLowerCase() === 'message-id' ? this.mail.messageId : undefined;
  }

  override createReadStream(): Readable {
    const stream = messageStream(this.text);
    this.progress.begin(stream);
    return stream;
  }
}
