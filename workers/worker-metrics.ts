import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { ModelStatus } from '../activities/model/model-pool.ts';
import { PRICES_AS_OF } from '../activities/model/prices.ts';
import { VERSION } from './version.ts';

export interface WorkerMetricsOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly metrics: Registry;
  readonly modelStatus: () => readonly ModelStatus[];
}

/** Answers `GET /metrics` (Prometheus) and `GET /status` (JSON: version, circuits of models, date of the built-in prices) of a worker. Nothing personal. */
export async function serveWorkerMetrics(
  options: WorkerMetricsOptions,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(options, request.url ?? '').then(
      ({ type, body }) => response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { metrics, modelStatus }: WorkerMetricsOptions,
  url: string,
): Promise<{ readonly type: string; readonly body: string | undefined }> {
  const json = 'application/json; charset=utf-8';
  if (url === '/metrics') return { type: metrics.contentType, body: await metrics.metrics() };
  if (url === '/status') {
    return {
      type: json,
      body: JSON.stringify({ version: VERSION, models: modelStatus(), prices_as_of: PRICES_AS_OF }),
    };
  }
  return { type: json, body: undefined };
}
