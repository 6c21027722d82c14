/**
 * "… to my order", "from order 12", "change my order: …", "mere order se": says which list is meant, and names no item.
 * "I want to order 5 kg" is none.
 */
const MENTIONS: readonly RegExp[] = [
  // "No, i mean order 12. Change it, …".
  /^\s*(?:(?:no|nahi|sorry|wait|i|meant|mean|for|in|of|to|my)[\s,.!]+)*order\s*(?:number|no\.?|nr\.?|#)?\s*#?\d{1,9}\s*[,.:;–-]\s*(?:(?:pls|please)\s+)?(?:(?:change|edit|update)\s+it\b[\s,:.–-]*(?:and\b)?)?/giu,
  /^\s*(?:(?:mera|mere|pls|please|bhai|bhaiya)\s+)*order\s+(?:change|badal\p{L}*|update|modify)(?:\s+(?:karo|kar|do|dijiye|karna|karni|karde|hai|he))*[\s,:.–-]*/giu,
  /\b(?:to|in|into|from|of|on|for)\s+(?:(?:my|the|our)\s+)?(?:today|tomorrow|tmrw|tmr|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)['’]?s?\s+(?:order|delivery)\b/giu,
  /\b(?:kal|parso|aaj|somwar|mangalwar|budhwar|guruwar|shukrawar|shaniwar|raviwar)\s+(?:wal[aei]|ke|ka)\s+order\s+(?:mein|main|me|mai|se|ko)\b/giu,
  /\b(?:to|in|into|from|of|on|with|for)\s+(?:my|the|this|that|our)\s+(?:order|one|delivery)\s+(?:(?:that|which|thats|that['’]s|u|you|is|r|are|will|be|we|i)\s+)*(?:com(?:es?|ing)|arriv\p{L}+|deliver\p{L}*|bring\p{L}*|sending|sent|plac\p{L}+|made|ordered|due|for)\b(?:\s+(?:on|by|for|in|at)\b)?(?:\s+(?:(?:this |next )?(?:today|tomorrow|tom?mo?r+ow|tmrw|tmr|tmw|now|already|earlier|yesterday|the day after|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)))?(?:\s+(?:morning|evening|afternoon))?/giu,
  /\bjo\s+(?:\p{L}+\s+){0,4}(?:order\s+(?:kiya|kia|diya|kara)|aa\s+rah[aei]\s+hai|aane\s+wal[aei]\s+hai|aayega|kiya\s+tha)(?:\s+(?:hai|tha))?\s+(?:us(?:me(?:in|n)?| me(?:in)?)|usi mein)\b/giu,
  /\b(?:to|in|into|from|of|on|with|for)\s+(?:my|the|this|that|our)\s+(?:(?:current|existing|same|last|previous|latest|placed|earlier|old)\s+)*order\b(?:\s*(?:number|no\.?|nr\.?|#)?\s*#?\d{1,9}\b)?/giu,
  /(?:\b(?:mere|mera|meri|apne|is|us|purane)\s+)?\border\s+(?:number\s+|no\.?\s*|nr\.?\s*)?#?\d{1,9}\s+(?:se|mein|main|me|mai|ko)\b/giu,
  /\b(?:to|in|into|from|of|on)\s+order\s+(?:number|no\.?|nr\.?|#)?\s*#?\d{1,9}\s*(?=$|[,.!?;:])/giu,
  /\b(?:change|edit|update|modify|amend|alter|correct)\s+(?:(?:my|the|this|that|our)\s+)?(?:(?:current|existing|last|previous|latest)\s+)*order\b(?:\s*(?:number|no\.?|nr\.?|#)?\s*#?\d{1,9}\b)?[\s,:;.–-]*(?:and\b|please\b)?/giu,
  /(?:\b(?:mere|mera|meri|apne|is|us|purane)\s+)?\border\s+(?:se|mein|main|me|mai|ko)\b/giu,
  // "Add half kg onions to it", "usme 6 ande bhi": of the list in hand; with nothing in hand, of the order that was placed.
  /\b(?:to|in|into)\s+(?:it|that|the same)(?:\s+one)?(?=\s+(?:also|too|as well|please|pls|plz|now|na)\b|[\s.!,?]*$)/giu,
  /(?<![\p{L}\p{M}])(?:us(?:i)?\s?me(?:in|n)?|is(?:i)?\s?me(?:in|n)|उसमें|उसी में|इसमें|इसी में|उसमे|इसमे)(?![\p{L}\p{M}])/giu,
  /(?:(?:मेरे|मेरा|अपने|इस|उस|पुराने)\s+)?(?:ऑर्डर|आर्डर)\s+(?:से|में|को)(?![\p{L}\p{M}])/gu,
];

/** An order that was made before, not the one that is being put together. */
export function namesPlaced(text: string): boolean {
  return PLACED.test(text);
}

const PLACED =
  /\b(?:same|existing|previous|last|placed|earlier|old|purane|pichhle|pichle|pehle wal[ae]) order\b|\border\s+(?:number\s+|no\.?\s*|nr\.?\s*)?#?\d|\border\s+(?:(?:that|which)\s+)?(?:i|we|u|you)\s+(?:have\s+|had\s+|just\s+|already\s+)*(?:placed|made|gave|did|ordered|confirmed)\b|\border\s+from\s+(?:before|earlier)\b|(?:पहले वाले|पिछले|पुराने|उसी)\s+(?:ऑर्डर|आर्डर)/iu;

/** "Also 1 kg onions", "add 6 eggs", said of what was ordered a moment ago. */
export function joinsOrdered(text: string): boolean {
  return JOINS.test(text);
}

const JOINS =
  /(?<![\p{L}\p{M}])(?:add|also|too|as well|forgot|forgotten|bhi|jod|jodo|jod do|भी|जोड़\p{M}*|भूल)(?![\p{L}\p{M}])/iu;

/** Whether the message speaks of an order, not of the basket alone. */
export function mentionsOrder(text: string): boolean {
  return MENTIONS.some((pattern) => text.search(pattern) >= 0);
}

/** The text without its mentions of an order: blanks stand in their place, so that offsets stay. */
export function withoutOrderMention(text: string): string {
  return MENTIONS.reduce((said, pattern) => said.replace(pattern, (words) => ' '.repeat(words.length)), text);
}
