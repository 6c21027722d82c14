import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

const GOOD = {
  DATABASE_URL: 'postgres://u:p@localhost/db',
  TEMPORAL_ADDRESS: 'localhost:7233',
  PARLEY_MASTER_KEY: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
};
const LOCAL = { name: 'local', baseUrl: 'http://localhost:11434/v1', apiKeyEnv: 'LOCAL_KEY', models: ['llama3'] };

describe('settings of models', () => {
  test('one key is enough', () => {
    const { model } = readConfig({ ...GOOD, OPENAI_API_KEY: 'k', PARLEY_MODEL: 'gpt-4.1-mini' });
    expect(model?.models).toEqual(['gpt-4.1-mini']);
    expect(model?.providers).toEqual([
      { name: 'openai', apiKey: 'k', baseUrl: undefined, models: [], ratePerSecond: undefined },
    ]);
    expect(model?.budget.maxConversationCostMicros).toBe(500_000);
  });

  test('PARLEY_MODELS replaces PARLEY_MODEL', () => {
    const { model } = readConfig({ ...GOOD, OPENAI_API_KEY: 'k', PARLEY_MODEL: 'a', PARLEY_MODELS: 'b, c ,' });
    expect(model?.models).toEqual(['b', 'c']);
  });

  test('providers bring keys by the names of variables, and models without PARLEY_MODELS', () => {
    const { model } = readConfig({ ...GOOD, LOCAL_KEY: 'secret', PARLEY_MODEL_PROVIDERS: JSON.stringify([LOCAL]) });
    expect(model?.models).toEqual(['llama3']);
    expect(model?.providers[0]).toMatchObject({ name: 'local', apiKey: 'secret', baseUrl: LOCAL.baseUrl });
  });

  test.each([
    ['no JSON', 'nonsense', /PARLEY_MODEL_PROVIDERS: must be JSON/],
    ['a key that is not set', JSON.stringify([LOCAL]), /LOCAL_KEY, the key of local, is not set/],
    [
      'a name twice',
      JSON.stringify([
        { ...LOCAL, apiKeyEnv: undefined },
        { ...LOCAL, apiKeyEnv: undefined },
      ]),
      /names must differ/,
    ],
  ])('%s is refused with its reason', (_, providers, message) => {
    const read = () => readConfig({ ...GOOD, PARLEY_MODEL_PROVIDERS: providers });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
  });

  test('prices of a file are read, and a file that is none is refused', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'parley-prices-'));
    const file = path.join(folder, 'prices.json');
    const read = () => readConfig({ ...GOOD, OPENAI_API_KEY: 'k', PARLEY_MODEL_PRICES_FILE: file });
    await writeFile(file, JSON.stringify({ mine: { input: 1, cachedInput: 0.5, output: 2 } }));
    expect(read().model?.prices).toEqual({ mine: { input: 1, cachedInput: 0.5, output: 2 } });
    await writeFile(file, JSON.stringify({ mine: { input: -1 } }));
    expect(read).toThrow(/in dollars/);
    await rm(folder, { recursive: true });
    expect(read).toThrow(/cannot be read/);
  });
});
