import type { Language } from '../../contracts/dialogue.ts';
import { clausePattern, phrasePattern } from './plain.ts';

export type Cue = 'yes' | 'no' | 'cancel' | 'skip' | 'repeat' | 'human' | 'abuse' | 'resumption';

/** Phrases of a cue in English and Hindi (both scripts), and those that only count in another language. */
export interface CueWords {
  readonly always: RegExp;
  readonly only?: Readonly<Record<Language, RegExp>>;
}

const THIS = '(?:it|this|that|these|everything|all(?: of (?:it|this))?|the whole thing)';

/** Read after `plain` and `wordsOf`. */
export const CUES: Readonly<Record<Cue, CueWords>> = {
  yes: {
    always: clausePattern([
      "y|yes+|yep|yup|yeah+|yea|ya|sure|sure thing|of course|certainly|absolutely|definitely|correct|right|exactly|ok|okay|k|fine|go ahead|do it|sounds good|that is right|that's right|yes i do|i do|please do|why not",
      'haan|haa|han|ji|haanji|hanji|bilkul|theek hai|thik hai|thik|sahi|sahi hai|zaroor|chalo|हाँ|हां|जी|बिल्कुल|ठीक है|सही है|ज़रूर',
    ]),
    only: {
      es: /^(?:sí|si|claro|vale|de acuerdo)$/u,
      de: /^(?:ja|klar|genau|gerne)$/u,
      fr: /^(?:oui|d'accord|bien sûr)$/u,
    },
  },
  no: {
    always: clausePattern([
      "n|no+|nope|nah|not really|no thanks|no thank you|don't|do not|never|not at all|no way|of course not|i don't|i do not",
      'nahi|nahin|nai|na|mat|bilkul nahi|नहीं|नही|ना|मत|बिल्कुल नहीं',
    ]),
    only: { es: /^(?:no|no gracias)$/u, de: /^(?:nein|nee|nein danke)$/u, fr: /^(?:non|non merci)$/u },
  },
  cancel: {
    always: clausePattern([
      `cancel(?: ${THIS})?|forget (?:it|this|that|about it)|never ?mind|drop ${THIS}|start over|scrap ${THIS}`,
      'cancel (?:karo|kar do|kardo|kijiye)|rehne do|rahne do|chhodo|chodo|jaane do|रहने दो|कैंसिल (?:करो|कर दो)|रद्द (?:करो|कर दो)|छोड़ो|जाने दो',
    ]),
  },
  skip: {
    always: clausePattern([
      `skip(?: ${THIS}| this question| that question| this one| this step)?|next question|pass|i'd rather not say|i prefer not to say|move on`,
      'skip (?:karo|kar do)|agla sawal|aage badho|अगला सवाल|आगे बढ़ो|यह छोड़ो',
    ]),
  },
  repeat: {
    always: clausePattern([
      'repeat(?: (?:that|it|this|the question))?|say (?:that|it) again|what did you say|pardon(?: me)?|come again|what was that',
      'phir se (?:bolo|boliye|batao|likho)|dobara (?:bolo|boliye|batao)|kya (?:bola|kaha)|फिर से (?:बोलो|बोलिए|बताओ|बताइए)|दोबारा (?:बोलो|बोलिए|बताइए)|क्या कहा',
    ]),
  },
  human: {
    always: phrasePattern([
      '(?:talk|speak|chat) (?:to|with) (?:an? )?(?:real |live )?(?:human(?: being)?|person|agent|someone|somebody|representative|operator|manager)',
      '(?:a )?(?:real )?human please|(?:insaan|aadmi|kisi) se baat|(?:इंसान|किसी) से बात',
    ]),
  },
  abuse: {
    always: phrasePattern([
      "you(?:'re| are)? (?:such )?(?:an? )?(?:fucking |bloody |damn |stupid |total )*(?:idiot|moron|stupid|dumb|useless|asshole|bastard)",
      "fuck (?:you|off)|go to hell|shut up|screw you|i(?:'ll| will) kill you|chutiya|madarchod|bhenchod|कमीने|चुतिया|बेवकूफ हो",
    ]),
  },
  resumption: {
    always: clausePattern([
      "where were we|where did we (?:stop|leave off)|continue|go on|let's continue|i'm back|i am back",
      '(?:hum )?kahan the(?: hum)?|(?:हम )?कहाँ थे(?: हम)?|जारी रखें',
    ]),
  },
};

/** Small talk by kind; `courtesy` is what may stand around it. */
export const CHITCHAT = {
  courtesy: clausePattern(['hi|hello|hey|good (?:morning|evening|afternoon)|namaste|नमस्ते|haha+|lol']),
  bot: clausePattern([
    'are you (?:an? )?(?:real )?(?:bot|robot|ai|machine|chatgpt|human|person|real)|who are you|kya (?:tum|aap) (?:robot|bot|insaan) (?:ho|hain|hai)|क्या (?:आप|तुम) (?:रोबोट|बॉट|इंसान) (?:हैं|हो)',
  ]),
  joke: clausePattern(['tell me a joke|(?:ek )?joke sunao|(?:एक )?चुटकुला सुनाओ']),
  wellbeing: clausePattern([
    "how are you(?: doing)?|how's it going|what's up|(?:aap )?kaise (?:ho|hain|hai)(?: aap)?|kya haal hai|(?:आप )?कैसे (?:हो|हैं)|क्या हाल है",
  ]),
  other: clausePattern([
    "how(?:'s| is) the weather|what(?:'s| is) the weather like|do you like \\w+|mausam kaisa hai|मौसम कैसा है",
  ]),
} as const;
