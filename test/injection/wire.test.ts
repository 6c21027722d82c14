import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { ModelPeer } from '../../bench/model-peer.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { createModelRuntime } from '../../workers/model-runtime.ts';
import { COMPOSITION, MemoryTurn, TURN_ID } from '../support/memory-composition.ts';
import { modelSettings } from '../support/model-settings.ts';
import { inPieces, instructionsIn, LEAKS, LIES, runsOf } from './obedient-model.ts';

describe('whatever a model writes over the wire, what is checked is all that a stream ever shows', () => {
  let peer: ModelPeer;
  beforeAll(async () => {
    peer = await ModelPeer.start(() => ({ pieces: [] }));
  });
  afterAll(() => peer.stop());

  async function reply(write: (prompt: string) => string, size: number) {
    let prompt = '';
    peer.answer = ({ messages }) => {
      prompt = messages[0]?.content ?? '';
      return { pieces: inPieces(write(prompt), size) };
    };
    const turn = new MemoryTurn();
    const database = turn.database as Parameters<typeof createModelRuntime>[0]['database'];
    const { composer } = createModelRuntime({
      settings: modelSettings(peer.url),
      database,
      flows: flowCatalogue(),
      metrics: new Registry(),
      logger: pino({ level: 'silent' }),
    });
    await composer.compose(
      { workspaceId: 'w', conversationId: 'c', turnId: TURN_ID },
      { number: 1, scheduledAt: Date.now(), cancellation: new AbortController().signal },
    );
    return { turn, prompt, shown: [...turn.shown.keys()].map((attempt) => turn.textOf(attempt)) };
  }

  describe.each([1, 4, 11, 1000])('in pieces of %i characters', (size) => {
    test.each(Object.entries(LEAKS))('instructions %s are not told, and not begun', async (_, leak) => {
      const { turn, prompt, shown } = await reply(leak, size);
      expect(turn.finished).toMatchObject({ source: 'template', reason: 'reply_leaked_prompt' });
      for (const text of shown) {
        const known = COMPOSITION.facts.join(' ');
        expect(runsOf(instructionsIn(prompt), text, { length: 3, known })).toEqual([]);
        expect(text.length).toBeLessThan(40);
      }
    });

    test.each(Object.entries(LIES))('%s is not said, and not begun', async (_, lie) => {
      const { turn, shown } = await reply(() => lie, size);
      expect(turn.finished).toMatchObject({ source: 'template' });
      expect(turn.finished?.reason).toMatch(/^reply_(?:invented|leaked)/);
      for (const text of shown) expect(text).not.toMatch(/\d|\$|%|dollar|free|guarantee|refund|evil[.-]|approved/i);
    });
  });
});
