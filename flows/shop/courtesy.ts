/** A greeting, thanks or a goodbye at the beginning of a message, whatever follows it. */
export function beginsWithCourtesy(text: string): boolean {
  return COURTESY.test(text.trim());
}

const COURTESY =
  /^(?:(?:oh|nice|great|lovely|perfect|ok|okay)[\s,.!]+)*(?:hi+|hi+ya+|he+llo+|hey+|namaste|namaskar|pranam|good (?:morning|day|evening|afternoon)|cheers|thanks?|thank you|thx|thnx|ty|shukriya|dhanyav?w?a+d|bye+|goodbye|see you|नमस्ते|नमस्कार|प्रणाम|धन्यवाद|शुक्रिया|अलविदा)(?![\p{L}\p{M}])/iu;

/**
 * A yes with more words of assent after it, and nothing else: "yes, that is quite right", "haan ji bilkul sahi hai". A "but", a no or
 * anything of a product makes it something else.
 */
export function agreesAtLength(text: string): boolean {
  const [first = '', ...others] = text.toLowerCase().match(/[\p{L}\p{M}'’]+|\p{Nd}+/gu) ?? [];
  return YES.has(first) && others.length > 0 && others.every((word) => YES.has(word) || ASSENT.has(word));
}

const YES: ReadonlySet<string> = new Set(
  'yes yeah yep yup ya sure absolutely exactly correct haan ha ji हाँ हां जी बिल्कुल'.split(' '),
);
const ASSENT: ReadonlySet<string> = new Set(
  "me mine my name address details number both that that's thats is it it's its all quite very perfectly right correct fine good great ok okay looks please thanks thank you go ahead do so now everything indeed of course sir madam bhai bilkul sahi theek thik hai kar do dijiye सही ठीक है कर दो दीजिए बिल्कुल".split(
    ' ',
  ),
);
