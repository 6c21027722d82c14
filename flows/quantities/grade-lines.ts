import type { OrderTalk, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import { HELD_OUT_LINES } from './held-out-lines.ts';
import { HINDI_LINES } from './hindi-order-lines.ts';
import type { LinesOfLanguage } from './order-lines.ts';
import { ORDER_LINES } from './order-lines.ts';
import type { OrderContext } from './parse-order.ts';
import { parseOrder } from './parse-order.ts';

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
  const tuned = gradedLines('tuned');
  const heldOut = countOf(gradedLines('held out'));
  const own = countOf(tuned);
  return { passed: own.passed + heldOut.passed, failed: own.failed + heldOut.failed, heldOut };
}

/** The lines that the grammar is tuned on, or those that it is not, each read. */
export function gradedLines(part: 'tuned' | 'held out'): readonly GradedLine[] {
  const groups = part === 'tuned' ? [...ORDER_LINES, ...HINDI_LINES] : HELD_OUT_LINES;
  return groups.flatMap(gradedGroup);
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
  const product = talk.product ?? 'it';
  if (talk.kind === 'scale') return `scale ${product} x${talk.factor}`;
  const by = talk.kind === 'replace' ? ` > ${talk.by}` : '';
  const quantity = talk.quantity === undefined ? '' : `: ${notedQuantity(talk.quantity)}`;
  const sizes = talk.sizes.length === 0 ? '' : ` [${talk.sizes.map(notedSize).join(', ')}]`;
  return `${talk.kind} ${product}${by}${quantity}${sizes}`;
}

function notedQuantity({ amount, unit, pack, isVague }: SpokenQuantity): string {
  if (isVague === true) return 'some';
  return [amount, unit ?? pack].filter((part) => part !== undefined).join(' ');
}

function notedSize({ amount, unit }: SpokenSize): string {
  return `${amount} ${unit}`;
}
