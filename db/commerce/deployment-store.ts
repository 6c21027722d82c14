/** Figures about the conversations of a shop. */
export interface DeploymentStore {
  /** Counted from the rows at the time of asking. `activeSince`: who wrote at that time or later is being talked to. */
  readDeployment(flow: string, activeSince: Date): Promise<DeploymentFigures>;
}

export interface DeploymentFigures {
  readonly conversations: number;
  /** Open, and the customer wrote since. */
  readonly active: number;
  /** Turns in which the flow failed. */
  readonly errors: number;
  /** Phones of the active ones: the user id where it is one, else the customer's; newest first, at most MAX_ACTIVE_PHONES. Personal. */
  readonly activePhones: readonly string[];
}
