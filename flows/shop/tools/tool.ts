import { z } from 'zod';
import type { ExtractInput, ToolDefinition, ToolOutcome } from '../../engine/definition.ts';
import type { Desk } from '../desk.ts';
import { deskOf } from '../desk.ts';
import type { ShopSettings } from '../settings.ts';
import { withoutSlips } from '../slips.ts';

/** A tool of the shop: it hears every message of its states and says whether it is its own. */
export interface DeskTool {
  readonly name: string;
  readonly description: string;
  readonly states?: readonly string[];
  /** It binds the customer: no model may propose it. */
  readonly isBinding?: true;
  /** It tells what is stored and changes nothing: it answers while a person is awaited, too. */
  readonly onlyTells?: true;
  /** Whether a message may be its own, before the shop is looked at. */
  readonly hears: (reading: ExtractInput) => boolean;
  /** Undefined: it is not. */
  readonly run: (desk: Desk) => ToolOutcome | undefined;
}

const Nothing = z.strictObject({});

/** As the engine knows tools. Those that bind, and those that a model has no words for, are never proposed. */
export function deskTool(settings: ShopSettings, tool: DeskTool): ToolDefinition {
  return {
    name: tool.name,
    description: tool.description,
    ...(tool.states === undefined ? {} : { states: tool.states }),
    intents: [],
    claims: true,
    ...(tool.isBinding === undefined ? {} : { isBinding: tool.isBinding }),
    ...(tool.onlyTells === undefined ? {} : { onlyTells: tool.onlyTells }),
    parameters: Nothing,
    readArguments: (reading) => (tool.hears({ ...reading, text: withoutSlips(reading.text) }) ? {} : undefined),
    run: (_, input) => {
      const desk = deskOf(input, settings);
      return desk === undefined ? undefined : unlessRefused(desk, tool.run(desk));
    },
  };
}

/** What the shop refused a moment ago is not asked of it again: the customer is told, and nothing is lost. */
function unlessRefused({ view, basket }: Desk, outcome: ToolOutcome | undefined): ToolOutcome | undefined {
  if (view.refused === undefined || outcome === undefined) return outcome;
  const to = basket.length > 0 ? 'shopping' : 'menu';
  return { reply: 'refused', to, slots: { checkout: [], shown: [], cancelling: [] } };
}

/** States in which items are spoken of. */
export const TRADING = [
  'menu',
  'shopping',
  'clarifying',
  'delivery',
  'review',
  'ordered',
  'cancelling',
  'person',
] as const;
