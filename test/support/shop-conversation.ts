import { Conversation } from '../../cli/flow-tests/conversation.ts';
import { MemoryShop } from '../../cli/flow-tests/shop/memory-shop.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';

/** Made once: their classifiers are trained with them. */
const CATALOGUE = flowCatalogue();

/** A customer that a shop knows. */
export const KNOWN_CUSTOMER = { name: 'Meera', phone: '+919811112222', address: '12 MG Road, Pune 411001' };

/** A new conversation with the flow of a shop in memory, at 16:00 of a Tuesday in India. */
export function shopConversation(name: string, setting?: Parameters<typeof MemoryShop.of>[1]): Conversation {
  const flow = CATALOGUE.get(name);
  if (flow === undefined) throw new Error(`there is no flow ${name}`);
  return new Conversation({
    flow,
    at: Date.UTC(2026, 2, 3, 10, 30),
    clock: { timeZone: 'Asia/Kolkata', quietHours: undefined },
    channel: 'api',
    locale: undefined,
    subject: 'anybody',
    userName: undefined,
    knowledge: () => [],
    shop: MemoryShop.of(name, setting),
  });
}
