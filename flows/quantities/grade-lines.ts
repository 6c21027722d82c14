import type { OrderTalk, ProductSaid, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import { HELD_OUT_LINES } from './held-out-lines.ts';
import { HINDI_LINES } from './hindi-order-lines.ts';
import type { LinesOfLanguage } from './order-lines.ts';
import { ORDER_LINES } from './order-lines.ts';
import { parseOrder } from './parse-order.ts';
import type { OrderContext } from './reading.ts';
import { TYPED_LATER_LINES, TYPED_LINES, TYPED_LINES_HELD_OUT, TYPED_LINES_OPEN } from './typed-lines.ts';

/** A line, how it is meant and how it is read, both in the notation of the lines. */
export interface GradedLine {
  readonly text: string;
  readonly context: OrderContext;
  readonly expected: string;
  readonly read: string;
}

/** How many lines are read as they are meant. */
export interface Grades {
  readonly passed: number;
  readonly failed: number;
  /** Of these lines, those that the grammar was never tuned on. */
  readonly heldOut: { readonly passed: number; readonly failed: number };
}

/** Reads all lines of the grammar's tests. */
export function gradeLines(): Grades {
  const heldOut = countOf(gradedLines('held out'));
  const all = [countOf(gradedLines('tuned')), countOf(gradedLines('open')), heldOut];
  const sum = (key: 'passed' | 'failed'): number => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), heldOut };
}

/** `open`: what the grammar is to learn yet. */
type LinePart = 'tuned' | 'open' | 'held out';

const PARTS: Readonly<Record<LinePart, readonly LinesOfLanguage[]>> = {
  tuned: [...ORDER_LINES, ...HINDI_LINES, ...TYPED_LINES, ...TYPED_LATER_LINES],
  open: TYPED_LINES_OPEN,
  'held out': [...HELD_OUT_LINES, ...TYPED_LINES_HELD_OUT],
};

/** The lines that the grammar is tuned on, those that it does not read yet, or those that nobody looked at, each read. */
export function gradedLines(part: LinePart): readonly GradedLine[] {
  return PARTS[part].flatMap(gradedGroup);
}

function gradedGroup({ language, isAnswer, lines }: LinesOfLanguage): readonly GradedLine[] {
  const context = isAnswer === undefined ? { language } : { language, isAnswer };
  const rows = lines.split('\n').filter((row) => row.includes(' => '));
  return rows.map((row) => {
    const [line = '', expected = ''] = row.split(' => ');
    const text = line.replaceAll(String.raw`\n`, '\n');
    return { text, context, expected: expected.trim(), read: noted(parseOrder(text, context)) };
  });
}

function countOf(lines: readonly GradedLine[]): { readonly passed: number; readonly failed: number } {
  const passed = lines.filter(({ expected, read }) => expected === read).length;
  return { passed, failed: lines.length - passed };
}

/** Talks in the notation of the lines. */
export function noted(talks: readonly OrderTalk[]): string {
  return talks.length === 0 ? 'nothing' : talks.map(notedTalk).join('; ');
}

function notedTalk(talk: OrderTalk): string {
  if (talk.kind === 'same_as_last') return 'same';
  if (talk.kind === 'clear') return 'clear';
  if (talk.kind === 'keep') return `keep ${talk.products.map((one) => notedProduct(one)).join(', ') || 'it'}`;
  const product = talk.product ?? 'it';
  if (talk.kind === 'scale') return `scale ${product} x${talk.factor}`;
  if (talk.kind !== 'replace') return `${talk.kind} ${notedProduct(talk, talk.quantity)}`;
  return `replace ${product} > ${notedProduct({ product: talk.by, sizes: talk.sizes }, talk.quantity)}`;
}

function notedProduct({ product, trait, sizes, priceMajor }: ProductSaid, quantity?: SpokenQuantity): string {
  const which = trait === undefined ? '' : ` (${trait})`;
  const many = quantity === undefined ? '' : `: ${notedQuantity(quantity)}`;
  const sized = sizes.length === 0 ? '' : ` [${sizes.map(notedSize).join(', ')}]`;
  const priced = priceMajor === undefined ? '' : ` {${priceMajor}}`;
  return `${product ?? 'it'}${which}${many}${sized}${priced}`;
}

function notedQuantity({ amount, unit, pack, isVague }: SpokenQuantity): string {
  if (isVague === true) return 'some';
  return [amount, unit ?? pack].filter((part) => part !== undefined).join(' ');
}

function notedSize({ amount, unit }: SpokenSize): string {
  return `${amount} ${unit}`;
}
