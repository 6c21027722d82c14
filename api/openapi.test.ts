import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { TestApi } from './test-support/test-api.ts';

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly tags: readonly { readonly name: string }[];
  readonly components: { readonly schemas: object; readonly securitySchemes: object };
}

describe('the OpenAPI document', () => {
  let api: TestApi;
  let document: Document;
  let operations: [string, Operation][];
  beforeAll(async () => {
    api = await TestApi.start();
    ({ body: document } = await api.call('GET', '/openapi.json'));
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });
  afterAll(() => api.app.close());

  test('is OpenAPI 3.1 and names this version', () => {
    expect([document.openapi, document.info.version]).toEqual(['3.1.0', '0.0.0']);
  });

  test('is valid by the schema of OpenAPI', async () => {
    expect(await new Validator().validate(structuredClone({ ...document }))).toEqual({ valid: true });
  });

  test('has every route', () => {
    const id = '/conversations/{id}';
    expect(operations.map(([name]) => name).toSorted()).toEqual(
      [
        'GET /',
        'GET /health',
        'GET /ready',
        'GET /metrics',
        'GET /docs/errors',
        'GET /conversations',
        'POST /conversations',
        `GET ${id}`,
        `POST ${id}/close`,
        `POST ${id}/messages`,
        `GET ${id}/messages`,
        `GET ${id}/messages/{message_id}/turn`,
        `POST ${id}/transition`,
        `GET ${id}/events`,
        `POST ${id}/stop`,
        `PUT ${id}/owner`,
        `POST ${id}/agent-messages`,
        `GET ${id}/turns`,
        `GET ${id}/follow-ups`,
        `GET ${id}/follow-ups/{follow_up_id}`,
        `PATCH ${id}/follow-ups/{follow_up_id}`,
        `DELETE ${id}/follow-ups/{follow_up_id}`,
        `POST ${id}/follow-ups/{follow_up_id}/fire`,
        `POST ${id}/follow-ups/{follow_up_id}/cancel`,
        'GET /insights/funnel',
        'GET /insights/summary',
        'GET /insights/objections',
        'POST /api/chatbot/process',
        'GET /api/deployment/stats',
        'GET /locations/{id}/slot-plan',
        'PUT /locations/{id}/slot-plan',
        'DELETE /locations/{id}/slot-plan',
        'GET /products',
        'POST /products',
        'GET /products/{id}',
        'PATCH /products/{id}',
        'DELETE /products/{id}',
        'GET /products/{id}/movements',
        'POST /products/import',
        'GET /products/export',
        'GET /price-lists',
        'POST /price-lists',
        'GET /price-lists/{id}',
        'PATCH /price-lists/{id}',
        'DELETE /price-lists/{id}',
        'GET /price-lists/{id}/prices',
        'PATCH /price-lists/{id}/prices',
        'GET /locations',
        'POST /locations',
        'GET /locations/{id}',
        'PATCH /locations/{id}',
        'DELETE /locations/{id}',
        'GET /stock',
        'POST /stock/movements',
        'PATCH /stock/{location_id}/{product_id}',
        'GET /shop-settings',
        'PUT /shop-settings',
        ...['customers', 'outlets'].flatMap((path) => [
          `GET /${path}`,
          `POST /${path}`,
          `GET /${path}/{id}`,
          `PATCH /${path}/{id}`,
          `DELETE /${path}/{id}`,
        ]),
        'GET /orders',
        'POST /orders',
        'GET /orders/{id}',
        'PATCH /orders/{id}',
        'DELETE /orders/{id}',
        'POST /orders/{id}/confirm',
        ...['accept-short', 'approve', 'refuse', 'cancel', 'pack', 'dispatch', 'deliver', 'drop-rest', 'return'].map(
          (command) => `POST /orders/{id}/${command}`,
        ),
        'GET /orders/{id}/events',
        'GET /order-events',
        'GET /deliveries',
        'GET /deliveries/{id}',
        'POST /deliveries',
        'PATCH /deliveries/{id}',
        'GET /deliveries/{id}/events',
        ...['pack', 'dispatch', 'deliver', 'cancel'].map((command) => `POST /deliveries/{id}/${command}`),
        'GET /delivery-slots',
        'POST /delivery-slots',
        'GET /delivery-slots/{id}',
        'PATCH /delivery-slots/{id}',
        'DELETE /delivery-slots/{id}',
        'GET /invoices',
        'GET /invoices/{id}',
        'GET /invoices/{id}/pdf',
        'GET /invoices/{id}/versions',
        'POST /invoices',
        'POST /invoices/{id}/credit-notes',
        'PATCH /invoices/{id}',
        'GET /experiments',
        'GET /experiments/{name}',
      ].toSorted(),
    );
  });

  test('describes each route in words, with a known tag', () => {
    const tags = document.tags.map(({ name }) => name);
    for (const [name, { summary, description, tags: own = [] }] of operations) {
      expect([name, summary, description]).toEqual([name, expect.any(String), expect.any(String)]);
      expect([name, own.length, tags.includes(own[0] ?? '')]).toEqual([name, 1, true]);
    }
  });

  test('says which routes need a key, and what a problem looks like there', () => {
    expect(Object.keys(document.components.securitySchemes)).toEqual(['api_key', 'api_key_header']);
    for (const [name, { security, responses }] of operations) {
      const isKeyed = !/ \/(?:health|ready|metrics|docs\/errors)?$/.test(name);
      expect([name, security]).toEqual([name, isKeyed ? undefined : []]);
      if (!isKeyed) continue;
      for (const status of ['4XX', '5XX']) {
        expect(responses[status]?.content).toEqual({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        });
      }
    }
  });

  test('has a parameter for each part of a path that varies', () => {
    for (const [name, { parameters = [] }] of operations) {
      const varying = [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
      expect([name, parameters.filter((one) => one.in === 'path').map((one) => one.name)]).toEqual([name, varying]);
    }
  });

  test('refers only to schemas that it has', () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(10);
    for (const name of referred) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});
