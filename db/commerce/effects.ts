import type { OrderErrand, ShopEffect } from '../../contracts/commerce/shop.ts';
import { ERRORS, ParleyError } from '../../contracts/errors.ts';
import type { TurnDecider, TurnDecision, TurnOpening } from '../interfaces.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { CustomerRecord } from './customer-store.ts';
import { changeInto, linkCustomer, registerCustomer } from './customers.ts';
import { keepTopics } from './habits.ts';
import { placeOrder, saveDraft } from './order-placing.ts';
import { commandOrder } from './orders.ts';
import { noteOnOrder, redirectOrder } from './redirect.ts';
import { findSpeaker } from './shop-view.ts';
import { waitForStock } from './stock-waits.ts';

const SAVEPOINT = statement('shop_savepoint', 'SAVEPOINT shop');
const RELEASE = statement('shop_release', 'RELEASE SAVEPOINT shop');
const ROLL_BACK = statement('shop_roll_back', 'ROLLBACK TO SAVEPOINT shop');
const KEEP_ERRANDS = statement(
  'keep_errands',
  `INSERT INTO turn_errands (turn_id, workspace_id, conversation_id, errands) VALUES ($1, $2, $3, $4)
   ON CONFLICT (turn_id) DO UPDATE SET errands = EXCLUDED.errands`,
);
const ERRANDS = statement('read_errands', 'SELECT errands FROM turn_errands WHERE turn_id = $1');

/** A decision whose effects are done, and what they leave to do about orders. */
export interface Decided {
  /** All that was known when it was decided. */
  readonly opening: TurnOpening;
  readonly decision: TurnDecision;
  readonly orders: readonly OrderErrand[];
}

/** A turn that decided something for the shop. */
export interface ShopTurn {
  readonly ctx: StoreContext;
  readonly tx: Transaction;
  readonly decider: Pick<TurnDecider, 'decide'>;
  readonly opening: TurnOpening;
  readonly conversationId: string;
  readonly subjectKey: Buffer;
  readonly turnId: string;
}

/**
 * Does what was decided, all of it or nothing. What the shop refuses (an order that was packed meanwhile, a product that is not
 * sold any more) is decided once more by a view that says so; then nothing is done but what binds nobody.
 */
export async function doInShop(turn: ShopTurn, decision: TurnDecision): Promise<Decided> {
  const { opening, decider } = turn;
  const done = await tried(turn, decision);
  if (!(done instanceof ParleyError)) return { opening, decision, orders: done };
  if (opening.shop === undefined || isOnlyBasket(decision.effects ?? [])) return { opening, decision, orders: [] };
  const refused: TurnOpening = { ...opening, shop: { ...opening.shop, refused: done.code } };
  const again = decider.decide(refused);
  const harmless = (again.effects ?? []).filter(({ kind }) => kind === 'save_basket');
  const kept = { ...again, effects: harmless };
  const left = harmless.length === 0 ? [] : await tried(turn, kept);
  return { opening: refused, decision: kept, orders: left instanceof ParleyError ? [] : left };
}

/** What a follow-up may do in the shop: give up the conversation's basket. ParleyError `internal` for anything else. */
export async function dropBasket(
  ctx: StoreContext,
  tx: Transaction,
  sent: { readonly conversationId: string; readonly effects: readonly ShopEffect[]; readonly at: Date },
): Promise<void> {
  const { conversationId, effects, at } = sent;
  const isHarmless = effects.every((effect) => effect.kind === 'save_basket' && effect.items.length === 0);
  if (!isHarmless) throw new ParleyError('internal', 'A follow-up binds nobody.');
  if (effects.length > 0) await saveDraft(ctx, tx, { customerId: '', conversationId, items: [], at });
}

/** The errands of a turn, as they were kept with it. */
export async function readErrands(tx: Transaction, turnId: string): Promise<readonly OrderErrand[]> {
  const [row] = await tx.rows<{ errands: readonly OrderErrand[] }>(ERRANDS, [turnId]);
  return row?.errands ?? [];
}

/** A basket is kept for people to look at: where that cannot be, the conversation goes on. */
function isOnlyBasket(effects: readonly ShopEffect[]): boolean {
  return effects.every(({ kind }) => kind === 'save_basket');
}

/** The errands, or why the shop refused; then nothing is changed. */
async function tried(turn: ShopTurn, decision: TurnDecision): Promise<readonly OrderErrand[] | ParleyError> {
  const { ctx, tx, turnId, conversationId } = turn;
  await tx.rows(SAVEPOINT, []);
  try {
    const errands: OrderErrand[] = [];
    for (const effect of decision.effects ?? []) errands.push(...(await carryOut({ turn, decision }, effect)));
    if (errands.length > 0) {
      await tx.rows(KEEP_ERRANDS, [turnId, ctx.workspaceId, conversationId, JSON.stringify(errands)]);
    }
    await tx.rows(RELEASE, []);
    return errands;
  } catch (error) {
    if (!(error instanceof ParleyError) || ERRORS[error.code].retryable || error.code === 'internal') throw error;
    await tx.rows(ROLL_BACK, []);
    return error;
  }
}

interface Doing {
  readonly turn: ShopTurn;
  readonly decision: TurnDecision;
}

type Effect<Kind extends ShopEffect['kind']> = Extract<ShopEffect, { kind: Kind }>;

async function carryOut(doing: Doing, effect: ShopEffect): Promise<readonly OrderErrand[]> {
  const { turn, decision } = doing;
  const { ctx, tx, opening, conversationId } = turn;
  switch (effect.kind) {
    case 'register_customer':
      await register(doing, effect);
      return [];
    case 'link_customer':
      await linkCustomer(ctx, tx, { contactId: opening.contactId, phone: effect.phone });
      return [];
    case 'change_address':
      await changeCustomer(doing, { address: effect.address });
      return [];
    case 'change_name':
      await changeCustomer(doing, { name: effect.name });
      return [];
    case 'redirect_order': {
      const { customerId } = await customerOf(turn);
      const { orderId, address } = effect;
      await redirectOrder(ctx, tx, {
        orderId,
        customerId,
        address,
        key: `redirect/turn/${turn.turnId}`,
        at: decision.at,
      });
      return [];
    }
    case 'note_order': {
      const { customerId } = await customerOf(turn);
      const { orderId, note } = effect;
      await noteOnOrder(ctx, tx, { orderId, customerId, note, key: `note/turn/${turn.turnId}`, at: decision.at });
      return [];
    }
    case 'save_basket':
      await saveBasket(doing, effect);
      return [];
    case 'place_order':
      return place(doing, effect);
    case 'command_order':
      return command(doing, effect);
    case 'wait_for_stock':
      await waitForStock(tx, { conversationId, ...effect, at: decision.at });
      return [];
  }
}

async function register({ turn, decision }: Doing, effect: Effect<'register_customer'>): Promise<void> {
  const { ctx, tx, opening } = turn;
  const { as: kind, name, phone, address } = effect;
  const { contactId } = opening;
  const { at, snapshot } = decision;
  await registerCustomer(ctx, tx, { kind, name, phone, address, language: snapshot.language, contactId, at });
}

async function changeCustomer(
  { turn, decision }: Doing,
  words: { readonly address: string } | { readonly name: string },
): Promise<void> {
  const { customerId } = await customerOf(turn);
  const change = { ...words, at: decision.at };
  await changeInto(turn.ctx, turn.tx, { customerId, change, version: undefined });
}

async function saveBasket({ turn, decision }: Doing, { items }: Effect<'save_basket'>): Promise<void> {
  const { ctx, tx, opening, conversationId } = turn;
  const { customer } = await findSpeaker(ctx, tx, { ...opening, subjectKey: turn.subjectKey });
  if (customer === undefined) return;
  const { customerId } = customer;
  await saveDraft(ctx, tx, { customerId, conversationId, flow: opening.flow, items, at: decision.at });
}

/** The turn is the key: taken again it is the same order. The customer reads in the reply that it is placed. */
async function place({ turn, decision }: Doing, effect: Effect<'place_order'>): Promise<readonly OrderErrand[]> {
  const { ctx, tx, opening, conversationId, turnId } = turn;
  const customer = await customerOf(turn);
  const { customerId, address } = customer;
  const { order } = await placeOrder(ctx, tx, {
    key: `turn/${turnId}`,
    status: 'confirmed',
    customerId,
    conversationId,
    flow: opening.flow,
    items: effect.items,
    ...(effect.slotId === undefined ? {} : { slotId: effect.slotId }),
    ...(effect.deliverOn === undefined ? {} : { deliverOn: effect.deliverOn }),
    ...(address === undefined ? {} : { address }),
    ...(effect.note === undefined ? {} : { note: effect.note }),
    isTold: true,
    at: decision.at,
  });
  await keepTopics(tx, { workspaceId: ctx.workspaceId, customerId }, topicsOf(decision), decision.at);
  return [{ orderId: order.orderId }];
}

/** Done with the turn, so that its reply tells the truth; the order's workflow is told the same, by the same key. */
async function command({ turn, decision }: Doing, effect: Effect<'command_order'>): Promise<readonly OrderErrand[]> {
  const { ctx, tx, turnId } = turn;
  const { orderId, command: name, items, reason, slotId, deliverOn } = effect;
  const { customerId } = await customerOf(turn);
  const asked = {
    name,
    key: `turn/${turnId}`,
    ...(items === undefined ? {} : { items }),
    ...(reason === undefined ? {} : { reason }),
    ...(slotId === undefined ? {} : { slotId }),
    ...(deliverOn === undefined ? {} : { deliverOn }),
  };
  const request = {
    orderId,
    command: { ...asked, by: 'customer' as const },
    at: decision.at,
    isTold: true,
    customerId,
  };
  await commandOrder(ctx, tx, request);
  return [{ orderId, command: asked }];
}

async function customerOf(turn: ShopTurn): Promise<CustomerRecord> {
  const { ctx, tx, opening, subjectKey } = turn;
  const { customer } = await findSpeaker(ctx, tx, { ...opening, subjectKey });
  if (customer === undefined) throw new ParleyError('not_found', 'The contact speaks for no customer.');
  return customer;
}

const MAX_TOPICS = 5;
/** Everybody says them: they are no topic. */
const NO_TOPICS: ReadonlySet<string> = new Set(['greeting', 'thanks', 'farewell', 'agreement', 'refusal', 'checkout']);

/** Names of what was spoken of, the latest last. */
function topicsOf({ snapshot }: TurnDecision): readonly string[] {
  return Object.keys(snapshot.intentCounts)
    .filter((name) => !name.startsWith('$') && !NO_TOPICS.has(name))
    .slice(-MAX_TOPICS);
}
