import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { loadWorkflowBundle } from '../../workers/workflow-bundle.ts';

const { History } = proto.temporal.api.history.v1;
type KeptHistory = Parameters<typeof History.encode>[0];

/** Folder of the histories that earlier builds wrote. */
export const HISTORIES = new URL('../histories/', import.meta.url);

/** Rejects when this build's workflows would not have done what the history says. */
export async function replay(history: Parameters<typeof Worker.runReplayHistory>[1]): Promise<void> {
  const { code } = await loadWorkflowBundle(pino({ level: 'silent' }));
  await Worker.runReplayHistory({ workflowBundle: { code } }, history);
}

/** With PARLEY_RECORD_HISTORY, for later builds: its value is this build's version. */
export async function keep(history: KeptHistory, name: string): Promise<void> {
  const version = process.env['PARLEY_RECORD_HISTORY'];
  if (version === undefined) return;
  // As bytes: the SDK's reader of JSON histories fails with the protobufjs it brings.
  const bytes = Buffer.from(History.encode(history).finish());
  await writeFile(new URL(`${version}-${name}.b64`, HISTORIES), `${bytes.toString('base64')}\n`);
}

/** A kept history. */
export function decodeHistory(kept: string): ReturnType<typeof History.decode> {
  return History.decode(Buffer.from(kept, 'base64'));
}

/** All that a history says; its payloads, which stand in it as bytes, are decoded. */
export function decodedText(history: unknown): string {
  return JSON.stringify(history).replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_, data: string) =>
    Buffer.from(data, 'base64').toString(),
  );
}
