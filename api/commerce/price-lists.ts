import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import type { PriceListChanges as Changes, PriceList as Shown } from '../../contracts/schemas/commerce/price-lists.ts';
import {
  NewPriceList,
  NewPrices,
  Price,
  PriceList,
  PriceListChanges,
  PricesSet,
} from '../../contracts/schemas/commerce/price-lists.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import type { PriceListFields, PriceListRecord } from '../../db/commerce/catalogue-store.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { GONE, IfMatchHeaders, seenVersion, setETag } from './etags.ts';

const PriceListParams = z.object({ id: z.string() });

/** Price lists, and the prices in them. */
export function priceListRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/price-lists',
      schema: {
        tags: ['price lists'],
        summary: 'List price lists',
        description: 'The one without a group is for everybody who is in no group of another.',
        querystring: PageQuery,
        response: { 200: pageOf(PriceList), ...PROBLEMS },
      },
      handler: async (request) =>
        showPage(
          await storeOf(request, deps.database).commerce.listPriceLists(withoutUndefined(request.query)),
          showPriceList,
        ),
    });

    app.route({
      method: 'POST',
      url: '/price-lists',
      schema: {
        tags: ['price lists'],
        summary: 'Add a price list',
        description: 'One a group of customers, and one for everybody else.',
        body: NewPriceList,
        response: { 201: PriceList, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { name, currency, flow, customer_group: group, is_tax_included: isTaxIncluded } = request.body;
        const list = {
          name,
          currency,
          flow: flow ?? undefined,
          customerGroup: group ?? undefined,
          isTaxIncluded,
        };
        const made = await storeOf(request, deps.database).commerce.createPriceList(list);
        setETag(reply, made.version);
        reply.code(201).header('location', `/price-lists/${made.priceListId}`);
        return showPriceList(made);
      },
    });

    app.route({
      method: 'GET',
      url: '/price-lists/:id',
      schema: {
        tags: ['price lists'],
        summary: 'Read a price list',
        description: 'Without its prices; the ETag is its version, which also tells changes of prices.',
        params: PriceListParams,
        response: { 200: PriceList, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const list = await storeOf(request, deps.database).commerce.findPriceList(request.params.id);
        if (list === undefined) throw new ParleyError('not_found', 'There is no such price list.');
        setETag(reply, list.version);
        return showPriceList(list);
      },
    });

    app.route({
      method: 'PATCH',
      url: '/price-lists/:id',
      schema: {
        tags: ['price lists'],
        summary: 'Change a price list',
        description: 'Its currency stays. Orders keep what they were charged.',
        params: PriceListParams,
        headers: IfMatchHeaders,
        body: PriceListChanges,
        response: { 200: PriceList, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        const { id } = request.params;
        const changed = await commerce.changePriceList(id, fieldsOf(request.body), seenVersion(request.headers));
        setETag(reply, changed.version);
        return showPriceList(changed);
      },
    });

    app.route({
      method: 'DELETE',
      url: '/price-lists/:id',
      schema: {
        tags: ['price lists'],
        summary: 'Remove a price list',
        description: 'With its prices. One that orders were charged by stays.',
        params: PriceListParams,
        headers: IfMatchHeaders,
        response: { 204: GONE, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        await commerce.removePriceList(request.params.id, seenVersion(request.headers));
        return reply.code(204).send(null);
      },
    });

    app.route({
      method: 'GET',
      url: '/price-lists/:id/prices',
      schema: {
        tags: ['price lists'],
        summary: 'List the prices of a list',
        description: 'By SKU; each for price_per base units of its product.',
        params: PriceListParams,
        querystring: PageQuery,
        response: { 200: pageOf(Price), ...PROBLEMS },
      },
      handler: async (request) => {
        const { commerce } = storeOf(request, deps.database);
        const page = await commerce.listPrices(request.params.id, withoutUndefined(request.query));
        return showPage(page, ({ productId, sku, minor, pricePer }) => ({
          product_id: productId,
          sku,
          minor,
          price_per: pricePer,
        }));
      },
    });

    app.route({
      method: 'PATCH',
      url: '/price-lists/:id/prices',
      schema: {
        tags: ['price lists'],
        summary: 'Set prices',
        description: 'Up to 5000 at once, by SKU; the others stay. null takes a price away.',
        params: PriceListParams,
        headers: IfMatchHeaders,
        body: NewPrices,
        response: { 200: PricesSet, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        const prices = request.body.prices.map(({ sku, minor }) => ({ sku, minor: minor ?? undefined }));
        const done = await commerce.setPrices(request.params.id, prices, seenVersion(request.headers));
        setETag(reply, done.version);
        const { set, removed, unknownSkus, version } = done;
        return { set, removed, unknown_skus: [...unknownSkus], version };
      },
    });
  };
}

function fieldsOf(changes: Changes): Partial<Omit<PriceListFields, 'currency'>> {
  const { name, flow, customer_group: group, is_tax_included: isTaxIncluded } = changes;
  return {
    ...withoutUndefined({ name, isTaxIncluded }),
    ...(flow === undefined ? {} : { flow: flow ?? undefined }),
    ...(group === undefined ? {} : { customerGroup: group ?? undefined }),
  };
}

function showPriceList(list: PriceListRecord): Shown {
  return {
    price_list_id: list.priceListId,
    name: list.name,
    currency: list.currency,
    flow: list.flow ?? null,
    customer_group: list.customerGroup ?? null,
    is_tax_included: list.isTaxIncluded,
    prices: list.prices,
    version: list.version,
    created_at: list.createdAt.toISOString(),
  };
}
