import { readConfig } from '../config/config.ts';
import { serveApi } from './api-role.ts';
import { announceReady, runRole, untilToldToStop } from './process-life.ts';
import { openServices, routeSdkLogs } from './services.ts';
import { serveWorkers } from './worker-role.ts';

/** Process: API, relay and workers together, for a small installation. */
await runRole('all-in-one', async () => {
  const config = readConfig();
  const services = await openServices(config, 'all-in-one');
  routeSdkLogs(services.logger);
  const workers = await serveWorkers(services);
  const api = await serveApi(services);
  await workers.promoted;
  announceReady({ kind: 'ready', url: api.url });
  services.logger.info({ url: api.url }, 'api is listening, worker is polling');
  await Promise.race([untilToldToStop(), workers.finished]);
  await api.close();
  await workers.stop();
  await services.close();
});
