import type { KnowledgeQuery, Passage } from '../contracts/dialogue.ts';

/** What a workspace knows, by flow: texts that answers are taken from. Not personal, so stored in clear. */
export interface KnowledgeStore {
  /**
   * Makes `documents` all that the flow knows, in one transaction: documents that are not among them are removed, unless
   * they are in `kept`; those that did not change are left alone.
   */
  replaceKnowledge(
    flow: string,
    documents: readonly KnowledgeDocument[],
    kept?: readonly string[],
  ): Promise<KnowledgeChange>;
  /** The passages that fit best, best first. */
  searchKnowledge(flow: string, query: KnowledgeQuery): Promise<readonly Passage[]>;
}

/** A file of the knowledge folder. */
export interface KnowledgeDocument {
  /** Path in the folder, with slashes; unique per flow. */
  readonly source: string;
  /** BCP 47 primary subtag. */
  readonly language: string;
  /** In the order of the file; at least one. */
  readonly passages: readonly { readonly title: string; readonly text: string }[];
}

/** Sources by what an import did to them. */
export interface KnowledgeChange {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}
