import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiContext } from '../deps.ts';
import { chatbotRoutes } from './chatbot.ts';
import { customerRoutes, outletRoutes } from './customers.ts';
import { deliveryRoutes } from './deliveries.ts';
import { deliveryCommandRoutes } from './delivery-commands.ts';
import { deliverySlotRoutes } from './delivery-slots.ts';
import { invoiceRoutes } from './invoices.ts';
import { invoiceByHandRoutes } from './invoices-by-hand.ts';
import { locationRoutes } from './locations.ts';
import { orderCommandRoutes } from './order-commands.ts';
import { orderEventRoutes } from './order-events.ts';
import { orderRoutes } from './orders.ts';
import { priceListRoutes } from './price-lists.ts';
import { productFileRoutes } from './product-files.ts';
import { productRoutes } from './products.ts';
import { shopSettingsRoutes } from './shop-settings.ts';
import { stockRoutes } from './stock.ts';
import { slotPlanRoutes } from './slot-plans.ts';

/** One plugin a resource. */
const RESOURCES: readonly ((deps: ApiContext) => FastifyPluginAsyncZod)[] = [
  productRoutes,
  productFileRoutes,
  priceListRoutes,
  locationRoutes,
  stockRoutes,
  chatbotRoutes,
  slotPlanRoutes,
  shopSettingsRoutes,
  customerRoutes,
  outletRoutes,
  orderRoutes,
  orderCommandRoutes,
  orderEventRoutes,
  deliveryRoutes,
  deliveryCommandRoutes,
  deliverySlotRoutes,
  invoiceRoutes,
  invoiceByHandRoutes,
];

/** Everything about products, stock, customers, orders and invoices. */
export function commerceRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    for (const routes of RESOURCES) await app.register(routes(deps));
  };
}
