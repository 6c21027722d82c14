import type { ModelSettings } from '../../activities/model/model-settings.ts';
import { PRICES } from '../../activities/model/prices.ts';

/** One OpenAI-compatible server at `baseUrl` with the model gpt-4o, and limits that a test can live with. */
export function modelSettings(baseUrl: string, changes: Partial<ModelSettings> = {}): ModelSettings {
  return {
    providers: [{ name: 'openai', baseUrl, apiKey: 'test', models: [], ratePerSecond: undefined }],
    models: ['gpt-4o'],
    temperature: 0,
    budget: {
      firstTokenMs: 15_000,
      totalMs: 30_000,
      maxOutputTokens: 220,
      maxInputTokens: 3000,
      maxConversationCostMicros: 1_000_000,
    },
    circuit: { failures: 1000, openMs: 60_000 },
    prices: PRICES,
    ...changes,
  };
}
