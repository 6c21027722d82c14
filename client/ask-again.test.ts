import { describe, expect, test } from '@jest/globals';
import type { Client, WithStartWorkflowOperation } from '@temporalio/client';
import { ServiceError, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { executeCommand, signalWithStart } from './ask-again.ts';

/** A server that refuses so many times with a gRPC code, and then does as it is asked. */
function refusing(times: number, code: number): { client: Client; updateIds: string[] } {
  const updateIds: string[] = [];
  const executeUpdateWithStart = (_: string, { updateId }: { updateId: string }): Promise<void> => {
    updateIds.push(updateId);
    if (updateIds.length > times) return Promise.resolve();
    const cause = Object.assign(new Error('refused'), { code, details: '', metadata: {} });
    return Promise.reject(new ServiceError('update failed', { cause }));
  };
  return { client: { workflow: { executeUpdateWithStart } } as unknown as Client, updateIds };
}

const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;
const start = () => ({}) as WithStartWorkflowOperation<() => Promise<void>>;

describe('a command whose workflow task the server refused', () => {
  test('is asked for again under the same id, until it is carried out', async () => {
    const { client, updateIds } = refusing(2, FAILED_PRECONDITION);
    await executeCommand(client, 'command', { kind: 'close' }, start);
    expect(updateIds).toHaveLength(3);
    expect(new Set(updateIds).size).toBe(1);
  });

  test('is given up after a while, with what the server said', async () => {
    const { client } = refusing(100, FAILED_PRECONDITION);
    await expect(executeCommand(client, 'command', { kind: 'close' }, start)).rejects.toThrow('update failed');
  });

  test('is not asked for again when the server cannot be reached', async () => {
    const { client, updateIds } = refusing(1, UNAVAILABLE);
    await expect(executeCommand(client, 'command', { kind: 'close' }, start)).rejects.toThrow('update failed');
    expect(updateIds).toHaveLength(1);
  });
});

describe('a signal to a workflow that somebody else starts in the same moment', () => {
  test('reaches the one that was started', async () => {
    let asked = 0;
    const askedThrice = (): Promise<void> => {
      asked += 1;
      if (asked === 3) return Promise.resolve();
      return Promise.reject(
        new WorkflowExecutionAlreadyStartedError('already started', 'conversation/1', 'conversation'),
      );
    };
    const client = { workflow: { signalWithStart: askedThrice } } as unknown as Client;
    const options = { workflowId: 'conversation/1', taskQueue: 'conversations', signal: 'message', args: [] };
    await signalWithStart(client, 'conversation', options);
    expect(asked).toBe(3);
  });
});
