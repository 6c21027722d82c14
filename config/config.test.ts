import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';
import { envExample } from './env-example.ts';

const GOOD = {
  DATABASE_URL: 'postgres://u:p@localhost/db',
  TEMPORAL_ADDRESS: 'localhost:7233',
  PARLEY_MASTER_KEY: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
};

describe('readConfig', () => {
  test('fills in defaults', () => {
    const config = readConfig(GOOD);
    expect(config.api.port).toBe(8080);
    expect(config.model).toBeUndefined();
    expect(config.temporal.tls).toBe(false);
    expect(config.masterKeys.current.key).toHaveLength(32);
  });

  test('names every bad setting at once', () => {
    const read = () => readConfig({ ...GOOD, PARLEY_PORT: 'abc', TEMPORAL_ADDRESS: 'nonsense', DATABASE_URL: '' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/DATABASE_URL: is not set[\s\S]*TEMPORAL_ADDRESS: must be host:port[\s\S]*PARLEY_PORT/);
  });

  test('an API key of Temporal turns TLS on', () => {
    expect(readConfig({ ...GOOD, TEMPORAL_API_KEY: 'secret' }).temporal.tls).toBe(true);
  });

  test('takes proxies that are addresses or networks, and nothing else', () => {
    const read = (value: string) => readConfig({ ...GOOD, PARLEY_TRUSTED_PROXIES: value }).api.trustedProxies;
    expect(read('10.0.0.0/8, ::1,192.0.2.1')).toEqual(['10.0.0.0/8', '::1', '192.0.2.1']);
    expect(read('')).toEqual([]);
    for (const bad of ['proxy', '10.0.0.0/33', '10.0.0', '10.0.0.0/8/8', 'fe80::/129']) {
      expect(() => read(bad)).toThrow(/PARLEY_TRUSTED_PROXIES: must be addresses or networks/);
    }
  });

  test('.env.example is what the settings say', async () => {
    expect(await readFile(new URL('../.env.example', import.meta.url), 'utf8')).toBe(envExample());
  });
});
