import type { WorkspaceStore } from '../../db/interfaces.ts';
import type { KnowledgeChange } from '../../db/knowledge-store.ts';
import type { KnowledgeFolder } from './folder.ts';
import { readKnowledgeFolder } from './folder.ts';

/** What became of each file of a folder. */
export type KnowledgeImport = KnowledgeChange & Pick<KnowledgeFolder, 'refused'> & { readonly passages: number };

export interface ImportRequest {
  readonly folder: string;
  readonly flow: string;
  /** Of files that name none. */
  readonly language: string;
}

/**
 * Makes the folder what the flow knows in this workspace. Files that cannot be read are reported, and keep what was imported of
 * them before.
 */
export async function importKnowledge(store: WorkspaceStore, request: ImportRequest): Promise<KnowledgeImport> {
  const { documents, refused } = await readKnowledgeFolder(request.folder, request.language);
  const kept = refused.map(({ source }) => source);
  const change = await store.replaceKnowledge(request.flow, documents, kept);
  return { ...change, refused, passages: documents.reduce((sum, { passages }) => sum + passages.length, 0) };
}
