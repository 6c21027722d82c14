import { featuresOf } from './features.ts';

/** Taken out of the global once: in a VM context, where tests run, each look-up of a global costs more than the function. */
const { exp, sqrt } = Math;

export interface Example {
  readonly text: string;
  readonly intent: string;
}

export interface TrainingOptions {
  /** Passes over the examples. */
  readonly epochs: number;
  /** Step of AdaGrad. */
  readonly rate: number;
  /** Weight decay per update. */
  readonly l2: number;
  /** Features seen in fewer examples are dropped. */
  readonly minCount: number;
  /** Label whose probability speaks for "none of these"; its sentences train it like any other. */
  readonly outside?: string;
}

export interface Classification {
  /** Best first. */
  readonly ranking: readonly { readonly name: string; readonly score: number }[];
  /** How sure the model is that the sentence means one of its intents, 0..1; compared with a threshold. */
  readonly confidence: number;
}

/** Chosen on the validation part of CLINC150 (`npm run bench -- classifier`). */
export const DEFAULT_TRAINING: TrainingOptions = { epochs: 18, rate: 0.3, l2: 2e-6, minCount: 2 };

/**
 * Multinomial logistic regression over TF-IDF weighted n-grams, trained by AdaGrad in a fixed order: the same examples give
 * the same model. Pure; a few microseconds a feature.
 */
export class Classifier {
  readonly labels: readonly string[];
  private readonly index: ReadonlyMap<string, number>;
  private readonly idf: Float32Array;
  private readonly weights: Float32Array;
  private readonly outside: number;

  private constructor(model: Model, outside: string | undefined) {
    this.labels = model.labels;
    this.index = model.index;
    this.idf = model.idf;
    this.weights = model.weights;
    this.outside = outside === undefined ? -1 : model.labels.indexOf(outside);
  }

  static train(examples: readonly Example[], options: TrainingOptions = DEFAULT_TRAINING): Classifier {
    return new Classifier(fit(examples, options), options.outside);
  }

  classify(text: string): Classification {
    const vector = vectorOf(featuresOf(text), this.index, this.idf);
    const scores = probabilities(this.weights, vector, this.labels.length);
    const ranking = this.labels
      .map((name, label) => ({ name, score: scores[label] ?? 0 }))
      .filter((_, label) => label !== this.outside)
      .sort((a, b) => b.score - a.score);
    const known = vector.ids.length === 0 ? 0 : (ranking[0]?.score ?? 0);
    return { ranking, confidence: known };
  }
}

interface Model {
  readonly labels: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly idf: Float32Array;
  readonly weights: Float32Array;
}

interface Vector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

function fit(examples: readonly Example[], options: TrainingOptions): Model {
  const labels = [...new Set(examples.map(({ intent }) => intent))].toSorted();
  const counted = examples.map(({ text }) => featuresOf(text));
  const { index, idf } = vocabulary(counted, options.minCount);
  const vectors = counted.map((counts) => vectorOf(counts, index, idf));
  const targets = examples.map(({ intent }) => labels.indexOf(intent));
  const weights = new Float32Array((index.size + 1) * labels.length);
  descend({ vectors, targets, weights, classes: labels.length }, options);
  return { labels, index, idf, weights };
}

function vocabulary(counted: readonly Map<string, number>[], minCount: number) {
  const documents = new Map<string, number>();
  for (const counts of counted) {
    for (const feature of counts.keys()) documents.set(feature, (documents.get(feature) ?? 0) + 1);
  }
  const kept = [...documents].filter(([, count]) => count >= minCount);
  const index = new Map(kept.map(([feature], position) => [feature, position]));
  const idf = Float32Array.from(kept, ([, count]) => Math.log((1 + counted.length) / (1 + count)) + 1);
  return { index, idf };
}

/** Sublinear counts times inverse document frequency, to unit length, with the bias as the last feature. */
function vectorOf(counts: ReadonlyMap<string, number>, index: ReadonlyMap<string, number>, idf: Float32Array): Vector {
  const ids: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [feature, count] of counts) {
    const id = index.get(feature);
    if (id === undefined) continue;
    const value = (1 + Math.log(count)) * (idf[id] ?? 0);
    ids.push(id);
    values.push(value);
    squares += value * value;
  }
  const norm = squares > 0 ? 1 / sqrt(squares) : 0;
  return { ids: Int32Array.from(ids), values: Float32Array.from(values, (value) => value * norm) };
}

function probabilities(weights: Float32Array, vector: Vector, classes: number): Float32Array {
  const scores = weights.slice(weights.length - classes);
  for (let i = 0; i < vector.ids.length; i += 1) {
    const offset = (vector.ids[i] ?? 0) * classes;
    const value = vector.values[i] ?? 0;
    for (let k = 0; k < classes; k += 1) scores[k] = (scores[k] ?? 0) + value * (weights[offset + k] ?? 0);
  }
  return softmax(scores);
}

function softmax(scores: Float32Array): Float32Array {
  let max = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > max) max = score;
  let sum = 0;
  for (let k = 0; k < scores.length; k += 1) {
    const power = exp((scores[k] ?? 0) - max);
    scores[k] = power;
    sum += power;
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] ?? 0) / sum;
  return scores;
}

interface Descent {
  readonly vectors: readonly Vector[];
  readonly targets: readonly number[];
  readonly weights: Float32Array;
  readonly classes: number;
}

function descend(descent: Descent, { epochs, rate, l2 }: TrainingOptions): void {
  const squares = new Float32Array(descent.weights.length).fill(1e-2);
  const order = descent.vectors.map((_, position) => position);
  const random = generator(7);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const position of order) update(descent, position, squares, { rate, l2 });
  }
}

function update(
  { vectors, targets, weights, classes }: Descent,
  position: number,
  squares: Float32Array,
  { rate, l2 }: { rate: number; l2: number },
): void {
  const vector = vectors[position];
  if (vector === undefined) return;
  const errors = probabilities(weights, vector, classes);
  const target = targets[position] ?? 0;
  errors[target] = (errors[target] ?? 0) - 1;
  const step = (offset: number, value: number): void => {
    for (let k = 0; k < classes; k += 1) {
      const at = offset + k;
      const gradient = (errors[k] ?? 0) * value + l2 * (weights[at] ?? 0);
      const square = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) - (rate * gradient) / sqrt(square);
    }
  };
  for (let i = 0; i < vector.ids.length; i += 1) step((vector.ids[i] ?? 0) * classes, vector.values[i] ?? 0);
  step(weights.length - classes, 1);
}

/** Mulberry32: small, seeded, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const held = items[i] ?? 0;
    items[i] = items[j] ?? 0;
    items[j] = held;
  }
}

/**
 * The threshold at which "in-scope accuracy" and "out-of-scope recall" keep the largest margin over what is asked of them.
 * `known` holds sentences of the intents, `outside` sentences of none.
 */
export function chooseThreshold(
  known: readonly { readonly isRight: boolean; readonly confidence: number }[],
  outside: readonly number[],
  asked: { readonly accuracy: number; readonly recall: number },
): number {
  let best = { threshold: 0, margin: Number.NEGATIVE_INFINITY };
  for (let step = 0; step <= 200; step += 1) {
    const threshold = step / 200;
    const accuracy = known.filter((one) => one.isRight && one.confidence >= threshold).length / known.length;
    const recall = outside.filter((confidence) => confidence < threshold).length / outside.length;
    // A point of accuracy is worth more than one of recall: there are far more sentences behind it, and it varies less.
    const margin = Math.min((accuracy - asked.accuracy) * 8, recall - asked.recall);
    if (margin > best.margin) best = { threshold, margin };
  }
  return best.threshold;
}
