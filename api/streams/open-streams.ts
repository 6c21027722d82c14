import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Gauge } from 'prom-client';

/** The streams this process serves, so that each ends with its client or with the process. */
export class OpenStreams {
  private readonly open = new Set<AbortController>();
  private readonly gauge: Gauge;
  private isClosing = false;

  constructor(gauge: Gauge) {
    this.gauge = gauge;
  }

  /**
   * Answers with frames as they come, no faster than the client takes them. The signal that `begin` gets aborts when the
   * client is gone or the process closes: the frames must end then.
   */
  send(reply: FastifyReply, begin: (signal: AbortSignal) => AsyncIterable<string>): FastifyReply {
    const controller = new AbortController();
    const { socket } = reply.raw;
    this.open.add(controller);
    this.gauge.set(this.open.size);
    reply.raw.once('close', () => {
      this.open.delete(controller);
      this.gauge.set(this.open.size);
      controller.abort();
      // A kept-alive connection without a request would hold up the end of the process.
      if (this.isClosing) socket?.end();
    });
    if (this.isClosing) controller.abort();
    // Proxies that gather a response before they pass it on would hold back what is meant to be seen at once.
    reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' }).type('text/event-stream; charset=utf-8');
    // One frame ahead at most: a client that does not read stops the reading of the database.
    return reply.send(Readable.from(begin(controller.signal), { highWaterMark: 1 }));
  }

  /** Ends every stream, also those that begin later; their clients go on at another process with the last event id. */
  endAll(): void {
    this.isClosing = true;
    for (const controller of this.open) controller.abort();
  }
}
