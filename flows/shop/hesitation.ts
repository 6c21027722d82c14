/** What is said on the way to an order and would make a sentence of it: blanks stand in its place, so that offsets stay. */
export function withoutHesitation(text: string): string {
  const said = HESITATION.reduce((left, pattern) => left.replace(pattern, (words) => ' '.repeat(words.length)), text);
  // What is left at an amount is kept; as long as before.
  return said.replace(LEFT_AT, (_, words: string) => `keep ${words}to`);
}

const LEFT_AT = /\bleave(\s+[^\n,.;!?]{1,40}?\s)at(?=\s+\p{Nd})/giu;

const HESITATION: readonly RegExp[] = [
  /\b(?:so\s+)?i\s*(?:was|am|['’]m)\s+(?:just\s+|uh+\s+|um+\s+|like\s+)*(?:thinking|wondering)(?:\s+(?:maybe|perhaps|like|of|about|uh+|um+)\b)*/giu,
  /\b(?:scratch|forget) that\s*,/giu,
  /^\s*(?:(?:no|oh|ok|okay|sorry|nahi+n?|arre|नहीं)[\s,.!]+)*(?:wait|hold\s+on|hang\s+on|ruko|रुको)[\s,.!]+(?=\S)/iu,
  // In the middle it begins another sentence: "1 kg of those. no wait hold on, how much is it".
  /(?<=[,.!;?]\s*)(?:(?:no|oh|ok|okay|sorry|arre)[\s,.!]+)*(?:wait|hold\s+on|hang\s+on|ruko|रुको)(?:[\s,.!]+(?:no|wait|hold\s+on|hang\s+on|a\s+(?:sec(?:ond)?|min(?:ute)?)))*[,.!]+\s*(?=[^\s\p{Nd}])/giu,
  // "I said so", behind what was said: "4 packet bola na".
  /(?<!\b(?:nahi+n?|nhi))\s+(?:bola|boli|kaha|likha)(?:\s+(?:na|tha|thi|hai|to|maine|maine hi))*(?=[\s.!?]*(?:$|[,.;!?]))/giu,
  // Insisting before what is to be done: "i said remove the milk".
  /(?<![\p{L}\p{M}])(?:i|we)\s+(?:(?:already|just)\s+)?(?:said|told\s+(?:you|u)|asked(?:\s+(?:you|u))?)\s+(?:to\s+)?(?=(?:remove|delete|drop|cancel|skip|add|put|change|replace|leave|take)\s)/giu,
  // A yes behind a change is no part of it.
  /(?:[,.!;\s]+(?:and\s+)?then\s+|[,.!;]+\s*)(?:yes|confirm|ok(?:ay)?|place\s+it)[\s.!]*$/giu,
  // A total names no goods.
  /\b(?:in\s+)?total\s+(?:of\s+)?(?=\p{Nd})/giu,
  /\bkeep\s+at\s+(?=\p{Nd})/giu,
  // Behind what stays "at" tells an amount, and no price.
  /(?<=\b(?:stays?|remains?)\s+)(?:at|as)(?=\s+\p{Nd})/giu,
  // Insisting adds nothing to what is insisted on: "2 pineapples i said, not 6", "2 cartons as i told you".
  /[,;\s]*\b(?:(?:as|like|what)\s+)?i\s+(?:(?:already|just)\s+)?(?:said|told\s+(?:you|u)|wrote|asked\s+for)\b(?=[\s,;.!]*(?:$|[,;.!]|\bnot\b|\bso\b))/giu,
  /(?<=\p{L}{3}.{0,60}\p{Nd}.{0,60})[,;\s]+(?:and\s+)?not\s+\p{Nd}+(?:[.,]\p{Nd}+)?(?:\s*(?:k?g|kilos?|l|ml|pcs|pieces?|packets?|packs?|bags?|cartons?))?[\s.!]*$/giu,
  // "That is already there" and the part of a day name no goods.
  /[,;\s]+(?:that['’]?s|thats|that\s+is|which\s+is|is|its|it['’]s)\s+(?:already|allready)\s+(?:there|in(?:\s+(?:the|my))?(?:\s+(?:basket|cart))?)[\s.!]*/giu,
  /(?<=\b(?:tom+or+ow|tmrw?|today|kal|(?:sun|mon|tues|wednes|thurs|fri|satur)day)\s+)eve\b/giu,
  // "Put in", as it ends an order in Hindi; "दाल" are lentils.
  /(?<![\p{L}\p{M}])डाल\s+(?:दो|दीजिए|देना|दें)(?![\p{L}\p{M}])/gu,
];
