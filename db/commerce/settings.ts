import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { FactsOfFlow, NewShopSettings, Seller, ShopSettings } from './invoice-store.ts';

const COLUMNS =
  'currency, seller, approval_limit_minor, reservation_minutes, return_days, restock_returns, fresh_categories, facts, version';
const READ = statement('shop_settings', `SELECT ${COLUMNS} FROM commerce_settings WHERE workspace_id = $1`);
const SAVE = statement(
  'save_shop_settings',
  `INSERT INTO commerce_settings AS s (workspace_id, currency, seller, approval_limit_minor, reservation_minutes, return_days,
     restock_returns, fresh_categories, facts)
   VALUES ($1, $2, $3, $4, $5, $6, $8, $9, $10)
   ON CONFLICT (workspace_id) DO UPDATE SET currency = EXCLUDED.currency, seller = EXCLUDED.seller,
     approval_limit_minor = EXCLUDED.approval_limit_minor, reservation_minutes = EXCLUDED.reservation_minutes,
     return_days = EXCLUDED.return_days, restock_returns = EXCLUDED.restock_returns,
     fresh_categories = EXCLUDED.fresh_categories, facts = EXCLUDED.facts, version = s.version + 1
     WHERE $7::integer IS NULL OR s.version = $7
   RETURNING ${COLUMNS}`,
);

interface SettingsRow {
  currency: string;
  seller: Seller;
  approval_limit_minor: string | null;
  reservation_minutes: number;
  return_days: number;
  restock_returns: boolean;
  fresh_categories: string[];
  facts: FactsOfFlow[];
  version: number;
}

/** Undefined: the shop was never set up. */
export async function readShopSettings(
  tx: Pick<Transaction, 'rows'>,
  workspaceId: string,
): Promise<ShopSettings | undefined> {
  const [row] = await tx.rows<SettingsRow>(READ, [workspaceId]);
  return row === undefined ? undefined : toSettings(row);
}

/** ParleyError `shop_not_ready` when the shop was never set up. */
export async function getShopSettings(tx: Pick<Transaction, 'rows'>, workspaceId: string): Promise<ShopSettings> {
  const settings = await readShopSettings(tx, workspaceId);
  if (settings === undefined) throw new ParleyError('shop_not_ready', 'PUT /shop-settings first: currency and seller.');
  return settings;
}

/** See InvoiceStore.saveShopSettings. */
export async function saveShopSettings(
  ctx: StoreContext,
  settings: NewShopSettings,
  version: number | undefined,
): Promise<ShopSettings> {
  const [row] = await ctx.sql.rows<SettingsRow>(ctx.workspaceId, SAVE, [
    ctx.workspaceId,
    settings.currency,
    JSON.stringify(settings.seller),
    settings.approvalLimitMinor ?? null,
    settings.reservationMinutes,
    settings.returnDays,
    version ?? null,
    settings.restocksReturns ?? true,
    settings.freshCategories ?? [],
    JSON.stringify(settings.facts ?? []),
  ]);
  if (row === undefined) throw new ParleyError('version_conflict', 'Read the settings again.');
  return toSettings(row);
}

function toSettings(row: SettingsRow): ShopSettings {
  return {
    currency: row.currency,
    seller: row.seller,
    approvalLimitMinor: row.approval_limit_minor === null ? undefined : Number(row.approval_limit_minor),
    reservationMinutes: row.reservation_minutes,
    returnDays: row.return_days,
    restocksReturns: row.restock_returns,
    freshCategories: row.fresh_categories,
    facts: row.facts,
    version: row.version,
  };
}
