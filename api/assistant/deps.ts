import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';
import type { ApiContext, AssistantSettings } from '../deps.ts';

/** What the routes of the assistant stand on. */
export interface AssistantContext extends ApiContext {
  readonly assistant: AssistantSettings;
  /** Of the workspace that the assistant belongs to. ParleyError `not_found` when there is none of that name. */
  store(): Promise<WorkspaceStore>;
  /** ParleyError `unknown_flow`. */
  flow(): DialogueFlow;
}

export function assistantContext(context: ApiContext, assistant: AssistantSettings): AssistantContext {
  let workspaceId: string | undefined;
  return {
    ...context,
    assistant,
    async store() {
      // Ids of workspaces do not change; one that is made later is found then.
      workspaceId ??= (await context.database.system.findWorkspaceByName(assistant.workspace))?.workspaceId;
      if (workspaceId === undefined) {
        throw new ParleyError('not_found', 'The workspace of the assistant does not exist. Its operator can make it.');
      }
      return context.database.workspace(workspaceId);
    },
    flow() {
      const flow = context.flows.get(assistant.flow);
      if (flow === undefined) throw new ParleyError('unknown_flow', `There is no flow ${assistant.flow}.`);
      return flow;
    },
  };
}
