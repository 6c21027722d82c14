import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { SETTINGS } from '../../config/settings.ts';
import { SEARCH_ATTRIBUTES } from '../../contracts/names.ts';

const read = (name: string): Promise<string> => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

/** The part of the Compose specification that the file uses; another key is a typing error. */
const Service = z.strictObject({
  image: z
    .string()
    .regex(/:[\w.-]+$/, 'a pinned tag')
    .optional(),
  build: z.literal('.').optional(),
  restart: z.enum(['unless-stopped', 'on-failure']),
  environment: z.record(z.string(), z.string()).optional(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'on loopback only')).optional(),
  volumes: z.array(z.string()).optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string() })).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()), interval: z.string(), retries: z.int() }).optional(),
});
const Compose = z.strictObject({
  'x-parley': z.unknown(),
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()),
  configs: z.record(z.string(), z.strictObject({ content: z.string() })),
});

describe('docker-compose.yml', () => {
  test('has the five parts, each healthy before those that need it', async () => {
    const { services } = Compose.parse(parse(await read('docker-compose.yml'), { merge: true }));
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining(['postgres', 'temporal', 'temporal-ui', 'api', 'worker']),
    );
    for (const service of Object.values(services)) {
      for (const needed of Object.keys(service.depends_on ?? {})) expect(services[needed]?.healthcheck).toBeDefined();
    }
  });

  test('gives the Temporal server the settings that it is told of', async () => {
    const { services, configs } = Compose.parse(parse(await read('docker-compose.yml'), { merge: true }));
    const [config] = services['temporal']?.configs ?? [];
    expect(services['temporal']?.environment?.['DYNAMIC_CONFIG_FILE_PATH']).toBe(config?.target);
    expect(parse(configs[config?.source ?? '']?.content ?? '')).toEqual({
      'history.workflowTaskRetryMaxInterval': [{ value: '1s' }],
    });
  });

  test('sets only settings that exist, and makes every search attribute', async () => {
    const text = await read('docker-compose.yml');
    const { services } = Compose.parse(parse(text, { merge: true }));
    for (const name of ['api', 'worker']) {
      for (const setting of Object.keys(services[name]?.environment ?? {}))
        expect(Object.keys(SETTINGS.shape)).toContain(setting);
    }
    for (const attribute of Object.values(SEARCH_ATTRIBUTES)) expect(text).toContain(attribute);
  });
});

describe('Dockerfile', () => {
  test('has a pinned base, a user without rights, a health check, and copies what is there', async () => {
    const lines = (await read('Dockerfile')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toMatch(/^FROM node:24\.\d+-\w+-slim$/);
    expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(lines.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    expect(lines.at(-1)).toMatch(/^CMD \["/);
    expect(lines.some((line) => line.startsWith('ADD '))).toBe(false);
    for (const line of lines.filter((one) => one.startsWith('COPY '))) {
      for (const source of line.split(' ').slice(1, -1)) {
        expect([source, existsSync(new URL(`../../${source}`, import.meta.url))]).toEqual([source, true]);
      }
    }
  });
});
