import { describe, expect, test } from '@jest/globals';
import type { NewChunk } from '../../db/interfaces.ts';
import type { ChunkVerdict, WriterHalt } from './chunk-writer.ts';
import { ChunkWriter } from './chunk-writer.ts';

/** A database whose answers are given by hand. */
function slowDatabase() {
  const chunks: NewChunk[] = [];
  const halts: WriterHalt[] = [];
  const waiting: { resolve: (verdict: ChunkVerdict) => void; reject: (error: Error) => void }[] = [];
  const writer = new ChunkWriter({
    attempt: 3,
    append: (chunk) => {
      chunks.push(chunk);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    onHalt: (halt) => halts.push(halt),
  });
  const answer = async (verdict: ChunkVerdict) => {
    waiting.shift()?.resolve(verdict);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { writer, chunks, halts, answer, waiting };
}

describe('the writer of chunks', () => {
  test('sends the first piece in the same tick', () => {
    const { writer, chunks } = slowDatabase();
    writer.push('Hel');
    expect(chunks).toEqual([{ attempt: 3, sequence: 1, text: 'Hel' }]);
  });

  test('gathers what comes while a write is under way, and loses nothing', async () => {
    const { writer, chunks, answer } = slowDatabase();
    for (const piece of ['a', 'b', 'c']) writer.push(piece);
    expect(chunks).toHaveLength(1);
    await answer('written');
    expect(chunks[1]).toEqual({ attempt: 3, sequence: 2, text: 'bc' });
    expect(writer.written).toBe('a');
    const settled = writer.settled();
    await answer('written');
    await settled;
    expect(writer.written).toBe('abc');
    writer.push('d');
    expect(chunks[2]).toEqual({ attempt: 3, sequence: 3, text: 'd' });
  });

  test.each(['stopped', 'superseded'] as const)('writes nothing after %s', async (kind) => {
    const { writer, chunks, halts, answer } = slowDatabase();
    writer.push('a');
    writer.push('b');
    await answer(kind);
    await writer.settled();
    writer.push('c');
    writer.probe();
    expect(chunks).toHaveLength(1);
    expect(halts).toEqual([{ kind }]);
    expect(writer.written).toBe('');
  });

  test('a probe asks with what there is, or with nothing', async () => {
    const { writer, chunks, answer } = slowDatabase();
    writer.probe();
    expect(chunks).toEqual([{ attempt: 3, sequence: 1, text: '' }]);
    writer.push('a');
    writer.probe();
    await answer('written');
    await answer('written');
    expect(chunks.map(({ text }) => text)).toEqual(['', 'a']);
  });

  test('a write that fails halts with its error', async () => {
    const { writer, halts, waiting } = slowDatabase();
    const error = new Error('lost');
    writer.push('a');
    waiting[0]?.reject(error);
    await writer.settled();
    expect(halts).toEqual([{ kind: 'failed', error }]);
  });
});
