import { performance } from 'node:perf_hooks';
import { Classifier } from '../flows/classifier/classifier.ts';
import { TRAINING } from '../flows/engine/define-flow.ts';
import { EXAMPLES } from '../flows/sales-dm/examples.ts';
import { detectLanguage } from '../flows/understanding/language.ts';
import type { LinesOfLanguage } from '../flows/understanding/language-lines.ts';
import { LANGUAGE_LINES } from '../flows/understanding/language-lines.ts';
import { understand } from '../flows/understanding/understand.ts';
import { quantile } from './load.ts';

/** Shares of lines whose language was told, 0..1; a line that was told none counts as wrong. */
export interface LanguageFigures {
  readonly language_accuracy: number;
  readonly language_accuracy_dev: number;
  /** Of lines that nobody looked at while the detector was tuned: what to expect of other lines. */
  readonly language_accuracy_held_out: number;
  readonly language_lines: number;
  readonly languages: number;
  /** Held-out accuracy by language, with the script where there are two: `hi (Latin)`. */
  readonly language_accuracy_by_language: Readonly<Record<string, number>>;
}

/** Language detection over lines of known languages. */
export function measureLanguages(lines: readonly LinesOfLanguage[] = LANGUAGE_LINES): LanguageFigures {
  const dev = lines.flatMap(({ code, dev: texts }) => texts.map((text) => isTold(text, code)));
  const heldOut = lines.flatMap(({ code, heldOut: texts }) => texts.map((text) => isTold(text, code)));
  return {
    language_accuracy: shareOf([...dev, ...heldOut]),
    language_accuracy_dev: shareOf(dev),
    language_accuracy_held_out: shareOf(heldOut),
    language_lines: dev.length + heldOut.length,
    languages: new Set(lines.map(({ code }) => code)).size,
    language_accuracy_by_language: Object.fromEntries(
      lines.map(({ code, written, heldOut: texts }) => [
        written === undefined ? code : `${code} (${written})`,
        shareOf(texts.map((text) => isTold(text, code))),
      ]),
    ),
  };
}

function isTold(text: string, code: string): boolean {
  return detectLanguage(text)?.code === code;
}

function shareOf(hits: readonly boolean[]): number {
  return Number((hits.filter(Boolean).length / hits.length).toFixed(4));
}

export interface UnderstandFigures {
  /** Microseconds of one call. */
  readonly understand_us: { readonly p50: number; readonly p95: number };
  readonly understand_samples: number;
}

/** Whole `understand` calls, each timed by itself, with the classifier of sales-dm; the first round warms up and is not counted. */
export function measureUnderstand(rounds: number): UnderstandFigures {
  const context = {
    classifier: Classifier.train(EXAMPLES, TRAINING),
    threshold: 0.3,
    at: Date.UTC(2026, 2, 3, 10),
    timeZone: 'Asia/Kolkata',
    region: 'IN',
    products: ['pilot', 'automation', 'chatbot'],
    language: 'en',
  };
  const lines = [...LANGUAGE_LINES.flatMap(({ dev, heldOut }) => [...dev, ...heldOut]), ...LONGER_LINES];
  const micros: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const line of lines) {
      const startedAt = performance.now();
      understand(line, context);
      if (round > 0) micros.push((performance.now() - startedAt) * 1000);
    }
  }
  return {
    understand_us: { p50: quantile(micros, 0.5), p95: quantile(micros, 0.95) },
    understand_samples: micros.length,
  };
}

/** With entities in them, as the language lines have few. */
const LONGER_LINES: readonly string[] = [
  "Hi, I'm Anna Smith from Acme Foods, we have a budget of about $4,500 a month and would like to start next Friday at 3 pm",
  'please call me on +91 98765 43210 or write to anna.smith@example.com, tomorrow between 10 and 12 would be best',
  'we need 25 kg of rice and two dozen eggs at 221B Baker Street, London, within the next three weeks if that is possible',
  'मेरा नाम अनिल है, हमारा बजट 50,000 रुपये है और हमें अगले शुक्रवार तक चाहिए',
  "no, I meant the pilot with one process, not the whole thing: that is too expensive for us, and my boss hasn't decided yet",
];
