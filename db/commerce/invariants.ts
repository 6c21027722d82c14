import type { Sql } from '../sql.ts';
import { SYSTEM_SCOPE, statement } from '../sql.ts';

/** Something that must never be; `subject` is the id of what is wrong. */
export interface ShopViolation {
  readonly rule: string;
  readonly workspaceId: string;
  readonly subject: string;
  /** Ids, counts and amounts. */
  readonly found: string;
}

/** Amounts of a quantity of a line, in integers: numeric division would round. */
const NET_AND_TAX = `CROSS JOIN LATERAL (
    SELECT div(2 * (l.fulfilled - l.returned - l.uncharged)::numeric * l.price_minor + l.price_per, 2 * l.price_per) AS amount) AS a
  CROSS JOIN LATERAL (
    SELECT CASE WHEN o.is_tax_included THEN a.amount
      ELSE a.amount + div(2 * a.amount * l.tax_basis_points + 10000, 20000) END AS gross) AS g`;

/** One query a rule, over the whole database: each answers what breaks it. */
const RULES: readonly (readonly [rule: string, query: string])[] = [
  [
    'stock is the sum of its movements',
    `SELECT s.workspace_id, s.product_id AS subject,
       format('on hand %s of %s, reserved %s of %s', s.on_hand, coalesce(m.on_hand, 0), s.reserved, coalesce(m.reserved, 0)) AS found
     FROM stock s LEFT JOIN (
       SELECT location_id, product_id, sum(on_hand_change) AS on_hand, sum(reserved_change) AS reserved
       FROM stock_movements GROUP BY location_id, product_id) AS m USING (location_id, product_id)
     WHERE s.on_hand <> coalesce(m.on_hand, 0) OR s.reserved <> coalesce(m.reserved, 0)`,
  ],
  [
    'what is reserved is the sum of the active reservations',
    `SELECT s.workspace_id, s.product_id AS subject, format('reserved %s, active %s', s.reserved, coalesce(r.quantity, 0)) AS found
     FROM stock s LEFT JOIN (
       SELECT location_id, product_id, sum(quantity) AS quantity FROM stock_reservations WHERE status = 'active'
       GROUP BY location_id, product_id) AS r USING (location_id, product_id)
     WHERE s.reserved <> coalesce(r.quantity, 0)`,
  ],
  [
    'only a reserved order has active reservations, and each line what it says',
    `SELECT o.workspace_id, o.order_id AS subject, format('%s: line %s, reserved %s', o.status, l.fulfilled, r.quantity) AS found
     FROM orders o JOIN stock_reservations r USING (order_id)
     LEFT JOIN order_lines l ON l.order_id = o.order_id AND l.product_id = r.product_id
     WHERE r.status = 'active' AND (o.status <> 'reserved' OR l.fulfilled IS DISTINCT FROM r.quantity)`,
  ],
  [
    'what left the house is what the lines of orders say',
    `SELECT o.workspace_id, o.order_id AS subject, format('fulfilled %s, committed %s', l.fulfilled, coalesce(r.quantity, 0)) AS found
     FROM orders o JOIN order_lines l USING (order_id)
     LEFT JOIN stock_reservations r ON r.order_id = o.order_id AND r.product_id = l.product_id AND r.status = 'committed'
     WHERE o.status IN ('accepted', 'packed', 'out_for_delivery', 'delivered', 'partly_fulfilled', 'returned')
       AND l.fulfilled <> coalesce(r.quantity, 0)`,
  ],
  [
    'orders, deliveries, invoices and credit notes are numbered without gaps',
    `SELECT workspace_id, workspace_id AS subject, format('%s: %s numbers up to %s', kind, count(*), max(number)) AS found
     FROM (
       SELECT workspace_id, 'order' AS kind, number FROM orders WHERE number IS NOT NULL
       UNION ALL SELECT workspace_id, 'delivery', number FROM deliveries
       UNION ALL SELECT workspace_id, kind, number FROM invoices) AS n
     GROUP BY workspace_id, kind HAVING count(*) <> max(number) OR min(number) <> 1`,
  ],
  [
    'an order comes to the sum of its lines',
    `SELECT o.workspace_id, o.order_id AS subject, format('gross %s, lines %s', o.gross_minor, sum(l.gross_minor)) AS found
     FROM orders o JOIN order_lines l USING (order_id) GROUP BY o.order_id
     HAVING o.net_minor <> sum(l.net_minor) OR o.tax_minor <> sum(l.tax_minor) OR o.gross_minor <> sum(l.gross_minor)`,
  ],
  [
    'an invoice comes to the sum of its lines',
    `SELECT i.workspace_id, i.invoice_id AS subject, format('gross %s, lines %s', i.gross_minor, sum((l ->> 'grossMinor')::bigint)) AS found
     FROM invoices i CROSS JOIN LATERAL jsonb_array_elements(i.lines) AS l GROUP BY i.invoice_id
     HAVING i.net_minor <> sum((l ->> 'netMinor')::bigint) OR i.tax_minor <> sum((l ->> 'taxMinor')::bigint)`,
  ],
  [
    'an order that was accepted has one delivery that was made with it, and no other has one',
    `SELECT o.workspace_id, o.order_id AS subject, format('%s: %s deliveries', o.status, count(d.delivery_id)) AS found
     FROM orders o LEFT JOIN deliveries d USING (order_id) GROUP BY o.order_id
     HAVING o.status IN ('accepted', 'packed', 'out_for_delivery', 'delivered', 'partly_fulfilled', 'returned')
       AND count(d.delivery_id) FILTER (WHERE NOT d.is_by_hand) <> 1 OR o.status = 'draft' AND count(d.delivery_id) <> 0`,
  ],
  [
    'no more of a line is on delivery orders than was served, and all that was kept when the order has arrived',
    `SELECT o.workspace_id, o.order_id AS subject, format('%s: %s of %s on delivery orders, %s delivered, %s came back', o.status,
       coalesce(d.planned, 0), coalesce(l.fulfilled, 0), coalesce(d.delivered, 0), coalesce(l.returned, 0)) AS found
     FROM orders o JOIN order_lines l USING (order_id) LEFT JOIN (
       SELECT v.order_id, x.product_id, sum(x.quantity) AS planned,
         sum(x.quantity) FILTER (WHERE v.status = 'delivered') AS delivered
       FROM deliveries v JOIN delivery_lines x USING (delivery_id) WHERE v.status <> 'cancelled'
       GROUP BY v.order_id, x.product_id) AS d ON d.order_id = o.order_id AND d.product_id = l.product_id
     WHERE o.status NOT IN ('draft', 'confirmed', 'reserved', 'cancelled') AND (coalesce(d.planned, 0) > l.fulfilled
       OR o.status IN ('delivered', 'partly_fulfilled', 'returned') AND coalesce(d.delivered, 0) < l.fulfilled - l.returned)`,
  ],
  [
    'nothing is on its way for an order that is over',
    `SELECT d.workspace_id, d.delivery_id AS subject, format('%s, its order is %s', d.status, o.status) AS found
     FROM deliveries d JOIN orders o USING (order_id)
     WHERE d.status IN ('planned', 'packed', 'out_for_delivery')
       AND o.status NOT IN ('accepted', 'packed', 'out_for_delivery')`,
  ],
  [
    'no credit notes of an invoice come to more than it',
    `SELECT i.workspace_id, i.invoice_id AS subject, format('gross %s, credited %s', i.gross_minor, sum(c.gross_minor)) AS found
     FROM invoices i JOIN invoices c ON c.credits = i.invoice_id GROUP BY i.invoice_id
     HAVING sum(c.net_minor) > i.net_minor OR sum(c.tax_minor) > i.tax_minor OR sum(c.gross_minor) > i.gross_minor`,
  ],
  [
    'only the last invoice of an order is open',
    `SELECT i.workspace_id, i.invoice_id AS subject, format('gross %s, credited %s', i.gross_minor, coalesce(c.gross, 0)) AS found
     FROM invoices i LEFT JOIN (
       SELECT credits, sum(gross_minor) AS gross FROM invoices GROUP BY credits) AS c ON c.credits = i.invoice_id
     WHERE i.kind = 'invoice' AND i.gross_minor > coalesce(c.gross, 0) AND EXISTS (
       SELECT FROM invoices n WHERE n.order_id = i.order_id AND n.kind = 'invoice' AND n.number > i.number)`,
  ],
  [
    'invoices less credit notes are what was fulfilled and kept',
    `SELECT o.workspace_id, o.order_id AS subject, format('%s: charged %s, kept %s', o.status, coalesce(i.gross, 0), k.gross) AS found
     FROM orders o LEFT JOIN (
       SELECT order_id, sum(CASE kind WHEN 'invoice' THEN gross_minor ELSE -gross_minor END) AS gross FROM invoices
       GROUP BY order_id) AS i USING (order_id)
     CROSS JOIN LATERAL (
       SELECT CASE WHEN o.status IN ('accepted', 'packed', 'out_for_delivery', 'delivered', 'partly_fulfilled', 'returned')
         THEN coalesce(sum(g.gross), 0) ELSE 0 END AS gross
       FROM order_lines l ${NET_AND_TAX} WHERE l.order_id = o.order_id) AS k
     WHERE coalesce(i.gross, 0) <> k.gross`,
  ],
  [
    'a slot has as many orders as it says',
    `SELECT s.workspace_id, s.slot_id AS subject, format('taken %s, orders %s, deliveries by hand %s', s.taken, o.places, d.places) AS found
     FROM delivery_slots s
     CROSS JOIN LATERAL (
       SELECT count(*) AS places FROM orders WHERE slot_id = s.slot_id AND status NOT IN ('draft', 'confirmed', 'cancelled')) AS o
     CROSS JOIN LATERAL (
       SELECT count(*) AS places FROM deliveries WHERE slot_id = s.slot_id AND is_by_hand AND status <> 'cancelled') AS d
     WHERE s.taken <> o.places + d.places`,
  ],
  [
    'events of an order are numbered without gaps',
    `SELECT workspace_id, order_id AS subject, format('%s events up to %s', count(*), max(sequence)) AS found
     FROM order_events GROUP BY workspace_id, order_id HAVING count(*) <> max(sequence) OR min(sequence) <> 1`,
  ],
  [
    'an order is placed, accepted and ended as often as its events say',
    `SELECT o.workspace_id, o.order_id AS subject, format('%s: %s', o.status, string_agg(e.type, ' ' ORDER BY e.sequence)) AS found
     FROM orders o JOIN order_events e USING (order_id) GROUP BY o.order_id
     HAVING count(*) FILTER (WHERE e.type = 'order.confirmed') <> 1
       OR count(*) FILTER (WHERE e.type = 'order.cancelled') <> CASE o.status WHEN 'cancelled' THEN 1 ELSE 0 END
       OR count(*) FILTER (WHERE e.type = 'order.accepted') <> (
         SELECT count(*) FROM invoices i WHERE i.order_id = o.order_id AND i.kind = 'invoice' AND i.key NOT LIKE 'hand/%')`,
  ],
  [
    'what came back is what its events say, each with at most one credit note',
    `SELECT o.workspace_id, o.order_id AS subject, format('returned %s, told %s; %s events, %s credit notes',
       l.returned, e.returned, e.times, i.times) AS found
     FROM orders o
     CROSS JOIN LATERAL (SELECT coalesce(sum(returned), 0) AS returned FROM order_lines WHERE order_id = o.order_id) AS l
     CROSS JOIN LATERAL (
       SELECT count(*) AS times, coalesce(sum((
         SELECT sum((line ->> 'quantity')::bigint) FROM jsonb_array_elements(data -> 'lines') AS line)), 0) AS returned
       FROM order_events WHERE order_id = o.order_id AND type = 'order.returned') AS e
     CROSS JOIN LATERAL (
       SELECT count(*) AS times FROM invoices WHERE order_id = o.order_id AND kind = 'credit_note' AND key LIKE 'return/%') AS i
     WHERE l.returned <> e.returned OR e.times < i.times`,
  ],
  [
    'an order is returned when all of it came back, and only what was delivered does',
    `SELECT o.workspace_id, o.order_id AS subject, format('%s: %s of %s came back', o.status, sum(l.returned), sum(l.fulfilled)) AS found
     FROM orders o JOIN order_lines l USING (order_id) GROUP BY o.order_id
     HAVING (o.status = 'returned') <> (sum(l.returned) > 0 AND sum(l.returned) = sum(l.fulfilled))
       OR sum(l.returned) > 0 AND o.status NOT IN ('delivered', 'partly_fulfilled', 'returned')`,
  ],
  [
    'no more is put back into stock than came back',
    `SELECT m.workspace_id, m.order_id AS subject, format('put back %s, came back %s', sum(m.on_hand_change), coalesce(max(l.returned), 0)) AS found
     FROM stock_movements m LEFT JOIN order_lines l ON l.order_id = m.order_id AND l.product_id = m.product_id
     WHERE m.kind = 'return' AND m.key LIKE 'return/%' GROUP BY m.workspace_id, m.order_id, m.product_id
     HAVING sum(m.on_hand_change) > coalesce(max(l.returned), 0)`,
  ],
];

const STATEMENTS = RULES.map(([rule, query], index) => ({ rule, what: statement(`shop_rule_${index}`, query) }));

/** See SystemStore.findShopViolations. One snapshot for all rules: what is written meanwhile is seen by all of them or by none. */
export async function findShopViolations(sql: Sql): Promise<readonly ShopViolation[]> {
  const found = await sql.snapshot(SYSTEM_SCOPE, (tx) =>
    Promise.all(
      STATEMENTS.map(async ({ rule, what }) => {
        const rows = await tx.rows<{ workspace_id: string; subject: string; found: string }>(what, []);
        return rows.map((row) => ({ rule, workspaceId: row.workspace_id, subject: row.subject, found: row.found }));
      }),
    ),
  );
  return found.flat();
}
