import process from 'node:process';
import { readConfig } from '../config/config.ts';
import { serveApi } from './api-role.ts';
import { announceReady, runRole, untilToldToStop } from './process-life.ts';
import { openServices } from './services.ts';

/** Process: the HTTP API and the relay. */
await runRole('api', async () => {
  const config = readConfig();
  const services = await openServices(config, 'api');
  const api = await serveApi(services);
  announceReady({ kind: 'ready', url: api.url });
  services.logger.info({ url: api.url, pid: process.pid }, 'api is listening');
  await untilToldToStop();
  await api.close();
  await services.close();
});
