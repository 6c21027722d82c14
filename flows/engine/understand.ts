import type { Understanding } from '../../contracts/dialogue.ts';
import type { Classifier } from '../classifier/classifier.ts';
import type { FlowDefinition } from './definition.ts';

/** Label of the sentences that belong to no intent. */
export const OUTSIDE = 'none_of_these';

/** What a message means, by the flow's classifier and threshold. Looks at the first 1000 characters. Pure. */
export function understand(definition: FlowDefinition, classifier: Classifier, text: string): Understanding {
  const { ranking, confidence } = classifier.classify(text);
  const intents = ranking.slice(0, 3).map(({ name, score }) => ({ name, score: Number(score.toFixed(3)) }));
  const intent = confidence >= definition.threshold ? ranking[0]?.name : undefined;
  return {
    intents,
    intent,
    objection: intent?.startsWith('objection_') === true ? intent.slice('objection_'.length) : undefined,
    sentiment: sentimentOf(intent),
  };
}

function sentimentOf(intent: string | undefined): Understanding['sentiment'] {
  if (intent === undefined) return 'neutral';
  if (['interest', 'agreement', 'thanks', 'purchased'].includes(intent)) return 'positive';
  return intent.startsWith('objection_') || ['refusal', 'problem'].includes(intent) ? 'negative' : 'neutral';
}
