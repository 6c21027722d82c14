import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { DeliveryArea } from '../../contracts/commerce/shop.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { ShopSettings as Shown } from '../../contracts/schemas/commerce/invoices.ts';
import { NewShopSettings, ShopSettings } from '../../contracts/schemas/commerce/invoices.ts';
import type { FactsOfFlow, ShopSettings as Settings } from '../../db/commerce/invoice-store.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { IfMatchHeaders, seenVersion, setETag } from './etags.ts';

/** What holds for all orders of a workspace. */
export function shopSettingsRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/shop-settings',
      schema: {
        tags: ['orders'],
        summary: 'Read the settings of the shop',
        description: 'Answers 404 until they are set: before, no order can be placed.',
        response: { 200: ShopSettings, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const settings = await storeOf(request, deps.database).commerce.readShopSettings();
        if (settings === undefined) throw new ParleyError('not_found', 'PUT them first.');
        setETag(reply, settings.version);
        return show(settings);
      },
    });

    app.route({
      method: 'PUT',
      url: '/shop-settings',
      schema: {
        tags: ['orders'],
        summary: 'Set up the shop',
        description:
          'Currency, who sells, above which amount a person approves, how long goods are reserved, how long they can come back. Invoices that were issued stay as they are.',
        headers: IfMatchHeaders,
        body: NewShopSettings,
        response: { 200: ShopSettings, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { currency, seller, ...rules } = request.body;
        const { tax_number: taxNumber, name, address } = seller;
        const settings = await storeOf(request, deps.database).commerce.saveShopSettings(
          {
            currency,
            seller: { name, address, ...withoutUndefined({ taxNumber }) },
            approvalLimitMinor: rules.approval_limit_minor ?? undefined,
            reservationMinutes: rules.reservation_minutes,
            returnDays: rules.return_days,
            restocksReturns: rules.restock_returns,
            freshCategories: rules.fresh_categories,
            facts: rules.facts.map(toFacts),
          },
          seenVersion(request.headers),
        );
        setETag(reply, settings.version);
        return show(settings);
      },
    });
  };
}

function toFacts(facts: Shown['facts'][number]): FactsOfFlow {
  const { flow, payment } = facts;
  return withoutUndefined({
    flow,
    payment,
    deliveryArea: facts.delivery_area,
    deliversTo: facts.delivers_to === undefined ? undefined : withoutUndefined(facts.delivers_to),
    minimumOrderMinor: facts.minimum_order_minor,
    openingHours: facts.opening_hours,
  });
}

function showFacts({
  flow,
  payment,
  deliveryArea,
  deliversTo,
  minimumOrderMinor,
  openingHours,
}: FactsOfFlow): Shown['facts'][number] {
  return withoutUndefined({
    flow,
    delivery_area: deliveryArea,
    delivers_to: deliversTo === undefined ? undefined : showArea(deliversTo),
    minimum_order_minor: minimumOrderMinor,
    opening_hours: openingHours,
    payment,
  });
}

function showArea({ postcodes, places, towns }: DeliveryArea): Shown['facts'][number]['delivers_to'] {
  return withoutUndefined({
    postcodes: postcodes === undefined ? undefined : [...postcodes],
    places: places === undefined ? undefined : [...places],
    towns: towns === undefined ? undefined : [...towns],
  });
}

function show({ seller, ...settings }: Settings): Shown {
  return {
    currency: settings.currency,
    seller: { name: seller.name, address: seller.address, tax_number: seller.taxNumber },
    approval_limit_minor: settings.approvalLimitMinor ?? null,
    reservation_minutes: settings.reservationMinutes,
    return_days: settings.returnDays,
    restock_returns: settings.restocksReturns,
    fresh_categories: [...settings.freshCategories],
    facts: settings.facts.map(showFacts),
    version: settings.version,
  };
}
