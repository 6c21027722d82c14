import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import { NewProduct, Product, ProductChanges, ProductListQuery } from '../../contracts/schemas/commerce/products.ts';
import { Movement } from '../../contracts/schemas/commerce/stock.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { GONE, IfMatchHeaders, seenVersion, setETag } from './etags.ts';
import { productFields, showProduct } from './show-product.ts';
import { showMovement } from './show-stock.ts';

const ProductParams = z.object({ id: z.string() });
const MovementQuery = PageQuery.extend({ location_id: z.string().max(100).optional() });

/** Products of the workspace, by hand; product-files.ts has them as files. */
export function productRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/products',
      schema: {
        tags: ['products'],
        summary: 'List or search products',
        description:
          'Newest first; with `q` those that fit the words best, each with its score: names and synonyms in any language, typos, sizes ("basmati rice 5 kg").',
        querystring: ProductListQuery,
        response: { 200: pageOf(Product), ...PROBLEMS },
      },
      handler: async (request) => {
        const { commerce } = storeOf(request, deps.database);
        const { q: text, limit, cursor, sku, category, flow, is_active: isActive } = request.query;
        const filter = withoutUndefined({ category, flow, isActive });
        if (text === undefined) {
          const page = await commerce.listProducts(
            withoutUndefined({ ...filter, sku }),
            withoutUndefined({ limit, cursor }),
          );
          return showPage(page, showProduct);
        }
        if (cursor !== undefined || sku !== undefined)
          throw new ParleyError('invalid_request', 'q: a search has one page, and takes no sku or cursor.');
        const found = await commerce.findProducts({ ...filter, text, limit });
        return { items: found.map((one) => ({ ...showProduct(one), score: one.score })), next_cursor: null };
      },
    });

    app.route({
      method: 'POST',
      url: '/products',
      schema: {
        tags: ['products'],
        summary: 'Add a product',
        description: 'Its SKU must be new; prices and stock are set at price lists and locations.',
        body: NewProduct,
        response: { 201: Product, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        const product = await commerce.createProduct(productFields(request.body));
        setETag(reply, product.version);
        reply.code(201).header('location', `/products/${product.productId}`);
        return showProduct(product);
      },
    });

    app.route({
      method: 'GET',
      url: '/products/:id',
      schema: {
        tags: ['products'],
        summary: 'Read a product',
        description: 'With its prices and stock; the ETag is its version.',
        params: ProductParams,
        response: { 200: Product, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const product = await storeOf(request, deps.database).commerce.findProduct(request.params.id);
        if (product === undefined) throw new ParleyError('not_found', 'There is no such product.');
        setETag(reply, product.version);
        return showProduct(product);
      },
    });

    app.route({
      method: 'PATCH',
      url: '/products/:id',
      schema: {
        tags: ['products'],
        summary: 'Change a product',
        description:
          'What is given is replaced, names and synonyms as a whole. With If-Match only if nobody changed it since.',
        params: ProductParams,
        headers: IfMatchHeaders,
        body: ProductChanges,
        response: { 200: Product, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        const version = seenVersion(request.headers);
        const changed = await commerce.changeProduct(request.params.id, productFields(request.body), version);
        setETag(reply, changed.version);
        return showProduct(changed);
      },
    });

    app.route({
      method: 'DELETE',
      url: '/products/:id',
      schema: {
        tags: ['products'],
        summary: 'Remove a product',
        description: 'With its prices and stock. One that was ordered stays: set is_active to false.',
        params: ProductParams,
        headers: IfMatchHeaders,
        response: { 204: GONE, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        await commerce.removeProduct(request.params.id, seenVersion(request.headers));
        return reply.code(204).send(null);
      },
    });

    app.route({
      method: 'GET',
      url: '/products/:id/movements',
      schema: {
        tags: ['stock'],
        summary: "List what moved a product's stock",
        description: 'Newest first; their sums are the stock.',
        params: ProductParams,
        querystring: MovementQuery,
        response: { 200: pageOf(Movement), ...PROBLEMS },
      },
      handler: async (request) => {
        const { commerce } = storeOf(request, deps.database);
        const { limit, cursor, location_id: locationId } = request.query;
        const filter = withoutUndefined({ productId: request.params.id, locationId });
        return showPage(await commerce.listMovements(filter, withoutUndefined({ limit, cursor })), showMovement);
      },
    });
  };
}
