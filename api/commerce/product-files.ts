import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import { ImportReport, ProductExportQuery, ProductImportQuery } from '../../contracts/schemas/commerce/products.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';

/** 50,000 rows are about 8 MB. A guess at what nobody needs. */
const MAX_FILE_BYTES = 100_000_000;

const CsvFile = {
  description: 'Comma-separated values in UTF-8, the first line names the columns.',
  content: { 'text/csv': { schema: z.string() } },
};

/** Products as CSV files. Bodies are read as they come: a file is never in memory as a whole. */
export function productFileRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.addContentTypeParser('text/csv', async (_request: unknown, body: Readable) => body);

    app.route({
      method: 'POST',
      url: '/products/import',
      schema: {
        tags: ['products'],
        summary: 'Take in products from a CSV file',
        description:
          'Send text/csv with the columns sku, category, base_unit, name_<language>, and as needed synonyms_<language> (a;b), price_per, price, currency, tax_percent, content (5 kg;10 inch), packs (dozen=12), stock, reorder_level, image_url, flow, is_active. Products are added or changed by SKU. Good rows are taken in, bad ones are reported with line and column. Sending the file again changes nothing more.',
        querystring: ProductImportQuery,
        consumes: ['text/csv'],
        response: { 200: ImportReport, ...PROBLEMS },
      },
      handler: async (request) => {
        if (!(request.body instanceof Readable)) throw new ParleyError('unsupported_media_type', 'Send text/csv.');
        const { price_list: priceList, location, flow } = request.query;
        const report = await storeOf(request, deps.database).commerce.importProducts(limited(request.body), {
          priceList,
          location,
          flow,
          at: new Date(),
        });
        return { ...report, errors: report.errors.map((error) => withoutUndefined({ ...error })) };
      },
    });

    app.route({
      method: 'GET',
      url: '/products/export',
      schema: {
        tags: ['products'],
        summary: 'Read all products as a CSV file',
        description: 'In the columns that the import takes, by SKU.',
        querystring: ProductExportQuery,
        response: { 200: CsvFile, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { price_list: priceList, location } = request.query;
        const rows = storeOf(request, deps.database).commerce.exportProducts({ priceList, location });
        reply.header('content-disposition', 'attachment; filename="products.csv"');
        return reply.type('text/csv; charset=utf-8').send(Readable.from(await begun(rows)) as never);
      },
    });
  };
}

/** Refuses what is wrong with the request before the answer begins. */
async function begun(rows: AsyncIterable<string>): Promise<AsyncIterable<string>> {
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    if (first.done !== true) yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}

async function* limited(body: Readable): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_FILE_BYTES) throw new ParleyError('body_too_large', 'Send the file in parts.');
    yield chunk;
  }
}
