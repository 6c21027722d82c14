import { readConfig } from '../config/config.ts';
import { announceReady, runRole, untilToldToStop } from './process-life.ts';
import { openServices, routeSdkLogs } from './services.ts';
import { serveWorkers } from './worker-role.ts';

/** Process: workers of conversations, the model and upkeep. */
await runRole('worker', async () => {
  const config = readConfig();
  const services = await openServices(config, 'worker');
  routeSdkLogs(services.logger);
  const workers = await serveWorkers(services);
  await workers.promoted;
  announceReady({ kind: 'ready' });
  services.logger.info('worker is polling');
  await Promise.race([untilToldToStop(), workers.finished]);
  await workers.stop();
  await services.close();
});
