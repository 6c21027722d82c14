import { glob, stat } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../output.ts';

/**
 * Files of scripts, sorted: those of the given files and folders, or those of all flows below `flowsFolder`. CliError for
 * a path that does not exist.
 */
export async function findScripts(paths: readonly string[], flowsFolder: string): Promise<readonly string[]> {
  const given = paths.length > 0 ? paths : [flowsFolder];
  const found = await Promise.all(given.map(scriptsAt));
  return [...new Set(found.flat())].toSorted();
}

async function scriptsAt(place: string): Promise<string[]> {
  const kind = await stat(place).catch(() => undefined);
  if (kind === undefined) throw new CliError(`there is no file or folder ${place}`);
  if (!kind.isDirectory()) return [place];
  const files: string[] = [];
  for await (const name of glob('**/*.test.{yaml,yml}', { cwd: place })) files.push(path.join(place, name));
  return files;
}
