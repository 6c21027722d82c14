import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the peer was asked. */
export interface PeerRequest {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** Structure is asked for, not prose. */
  readonly isStructured: boolean;
  /** Of the prompt as this peer counts it: four characters a token, and four tokens a message. */
  readonly promptTokens: number;
}

/** How it answers: pieces one after the other, with a pause before each. */
export interface PeerAnswer {
  readonly pieces: Iterable<string> | AsyncIterable<string>;
  readonly firstAfterMs?: number;
  readonly betweenMs?: number;
}

/** One answer as it happened; times by `performance.now()`. */
export interface PeerCall {
  readonly request: PeerRequest;
  /** When the whole request was here. */
  readonly receivedAt: number;
  /** When the first piece was written to the socket. */
  firstTokenAt: number | undefined;
  /** When the caller closed the stream before its end. */
  abortedAt: number | undefined;
}

/**
 * A server that speaks as much of OpenAI's chat completions as is streamed, and answers by a script: the far end of the
 * measurements, on the same clock as the client.
 */
export class ModelPeer {
  readonly calls: PeerCall[] = [];
  answer: (request: PeerRequest) => PeerAnswer;
  private readonly server: Server;
  private readonly failures: unknown[] = [];

  private constructor(answer: (request: PeerRequest) => PeerAnswer) {
    this.answer = answer;
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        this.failures.push(error);
        response.destroy();
      });
    });
  }

  static async start(answer: (request: PeerRequest) => PeerAnswer): Promise<ModelPeer> {
    const peer = new ModelPeer(answer);
    await new Promise<void>((resolve) => peer.server.listen(0, '127.0.0.1', resolve));
    return peer;
  }

  /** Base URL as clients of OpenAI take it. */
  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the peer does not listen');
    return `http://127.0.0.1:${address.port}/v1`;
  }

  /** Throws what went wrong in the peer itself: no figure then means what it says. */
  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
    if (this.failures.length > 0) throw new Error('the peer failed', { cause: this.failures[0] });
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const call: PeerCall = { request, receivedAt: performance.now(), firstTokenAt: undefined, abortedAt: undefined };
    this.calls.push(call);
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) call.abortedAt = performance.now();
      gone.abort();
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    const { pieces, firstAfterMs = 0, betweenMs = 0 } = this.answer(request);
    let written = 0;
    for await (const piece of pieces) {
      await pause(written === 0 ? firstAfterMs : betweenMs, gone.signal);
      if (gone.signal.aborted) return;
      call.firstTokenAt ??= performance.now();
      response.write(chunkOf({ delta: { content: piece } }));
      written += 1;
    }
    response.write(chunkOf({ delta: {}, finish_reason: 'stop' }));
    response.write(usageOf(request.promptTokens, written));
    response.end('data: [DONE]\n\n');
  }
}

async function readRequest(incoming: IncomingMessage): Promise<PeerRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const body = JSON.parse(Buffer.concat(parts).toString()) as {
    messages: PeerRequest['messages'];
    response_format?: object;
    stream?: boolean;
  };
  if (body.stream !== true) throw new Error('only streams are spoken here');
  const { messages } = body;
  const promptTokens = messages.reduce((sum, { content }) => sum + Math.ceil(content.length / 4) + 4, 0);
  return { messages, isStructured: body.response_format !== undefined, promptTokens };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms === 0) return;
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

const HEAD = { id: 'chatcmpl-peer', object: 'chat.completion.chunk', created: 0, model: 'gpt-4o' };

function chunkOf(choice: { readonly delta: object; readonly finish_reason?: string }): string {
  return dataOf({ ...HEAD, choices: [{ index: 0, finish_reason: null, ...choice }] });
}

function usageOf(promptTokens: number, pieces: number): string {
  const usage = { prompt_tokens: promptTokens, completion_tokens: pieces, total_tokens: promptTokens + pieces };
  return dataOf({ ...HEAD, choices: [], usage });
}

function dataOf(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
