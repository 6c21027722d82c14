/** What a model may propose, and what it is asked. The flow decides; what the state does not allow is refused and traced. */

/** What a model proposes about one message. Parsed from its output (contracts/schemas/proposal.ts); trusted with nothing. */
export interface Proposal {
  readonly intents: readonly { readonly name: string; readonly confidence: number }[];
  readonly slots: Readonly<Record<string, string>>;
  /** A state to move to; undefined: stay, or what the intents lead to. */
  readonly edge: string | undefined;
  readonly tool: { readonly name: string; readonly arguments: Readonly<Record<string, unknown>> } | undefined;
}

/** What the state allows a model to propose. Goes to the model as JSON; holds nothing of the customer. */
export interface ProposalRequest {
  readonly intents: readonly { readonly name: string; readonly examples: readonly string[] }[];
  readonly slots: readonly { readonly name: string; readonly description: string }[];
  readonly edges: readonly string[];
  readonly tools: readonly ToolOffer[];
}

export interface ToolOffer {
  readonly name: string;
  readonly description: string;
  /** JSON schema of its arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}
