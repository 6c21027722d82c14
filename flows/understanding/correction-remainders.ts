import { isBareMoment, isNameAlone } from './correction-values.ts';

/** What is left of a message without the words of correcting. */
export interface Remainder {
  readonly value: string;
  /** What stood before the cue: the 20 of "20, no wait, 25". */
  readonly instead?: string;
}

/**
 * The value of a message in which every other word belongs to correcting: "you misread me, 13", "I changed my mind, 30
 * seats", "20, no wait, 25". One word that is neither, and it tells something else. Read with spaces made one.
 */
export function remainderOf(message: string): Remainder | undefined {
  if (message.split(' ').length > MAX_WORDS || isQuestion(message)) return undefined;
  const marked = message.replace(CUES, ` ${CUE_MARK} `);
  if (!marked.includes(CUE_MARK)) return undefined;
  const pieces = marked
    .replace(CARRIERS, ' , ')
    .split(/(?:\s*(?:[,;!…"“”()]|:(?!\p{Nd}))+\s*|\.\.+|\s[–—-]\s|\.\s|\?\s)+/u)
    .flatMap((piece) => piece.split(new RegExp(`(${CUE_MARK})`, 'u')))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const values = pieces.filter((piece) => piece !== CUE_MARK);
  const [first = '', second] = values;
  if (values.length > 2 || first === '' || !values.every((value) => isValue(value, { message, marked })))
    return undefined;
  if (second === undefined) return { value: first };
  // The cue stands between the wrong one and the right one.
  const between = pieces.slice(pieces.indexOf(first), pieces.lastIndexOf(second));
  if (!between.includes(CUE_MARK) || first === second) return undefined;
  return INSTEAD_OF.test(message) ? { value: first, instead: second } : { value: second, instead: first };
}

const INSTEAD_OF = /(?<!\p{L})(?:instead of|rather than|better than)(?!\p{L})/iu;
/** A guess: longer ones tell stories. */
const MAX_WORDS = 14;
/** No text of people holds it. */
const CUE_MARK = '\u{E000}';

/** "Sorry, is it 5?" asks; "can we make it 5 instead?" does not. */
function isQuestion(message: string): boolean {
  return /\?\s*$/u.test(message) && !/(?<!\p{L})(?:instead|rather|make|change|correct)(?!\p{L})/iu.test(message);
}

/** A number, a day or a time; a name where more than a "sorry", which is also said to one, comes before it. */
function isValue(value: string, { message, marked }: { message: string; marked: string }): boolean {
  if (isBareMoment(value)) return true;
  return isNameAlone(value, message) && /\p{Ll}/u.test(marked.replace(value, '')) && !marked.startsWith(value);
}

/** Take back, or tell the right thing from the wrong one. */
const CUES = words(
  "no+|nope|nah|sorry|sry|sory|oo*ps|whoops|actually|my (?:bad|mistake|fault|apologies)|apologies|pardon|(?:wait|hold on|hang on|hold up)(?: no)?|(?:that|it|this)(?:'s| is| was|s) (?:a mistake|wrong|incorrect|not (?:right|correct|true|it))|(?:wrong|incorrect)|(?:(?:small|quick|little|one) )?correction|fix|i (?:must have |have )?(?:misspoke|mistyped|misread|miscounted|misremembered)|you (?:must have |have |'ve )?(?:misread|misheard|misunderstood|misspelled|mixed|confused)(?: me| it| that| them)?(?: up)?|read (?:it |that )?again|(?:i )?(?:meant|ment|meen)|i mean|(?:i(?:'ve| have)? )?changed my mind|new plan|change of plans?|(?:to be|being) (?:more )?(?:exact|precise|correct|clear|accurate)|more (?:precisely|exactly|accurately)|precisely|or rather|rather|better|instead|(?:it|that) (?:has |just )?changed|my number (?:has )?changed|(?:was |is )?supposed to be|should(?:'ve| have)? (?:be|been|said|say|read)|nahi+n?|nhi|galat(?: (?:hai|tha|likh diya|bol diya|bata diya|diya))?(?: maine)?|galti se|galti (?:ho gayi|ho gai|thi)|(?:mera )?matlab|maaf (?:karna|kijiye|karo)|hona (?:chahiye|tha)|likhna tha|bolna tha|badal(?: ?kar| ke| do)?|नहीं|नही|(?:गलत|ग़लत)(?: (?:है|था|लिख दिया|बोल दिया|दिया))?|गलती से|(?:मेरा )?मतलब|माफ़? ?(?:करना|कीजिए)|होना (?:चाहिए|था)|लिखना था|बोलना था|बदल ?कर",
);

/** Stand around a value and say nothing by themselves. */
const CARRIERS = words(
  "oh|ah+|hm+|um+|er+m?|hey|so|but|and|well|ok|okay|please|pls|plz|ji|arre|arrey|are|ruko|yaar|by the way|btw|i am|i'm|im|we are|we're|there are|it is|it's|its|it was|that is|that's|thats|this is|is|was|we have|i have|i said|i wrote|i typed|i told you|i asked for|we need|i need(?: it)?|i want(?: it)?|(?:can|could|shall|may) (?:we|you|i)|let us|let's|lets|(?:make|do|say|put|write|note|use|take|change)(?: it| that| this)?(?: to| into| as| down)?|(?:my|the|our|right|correct|new|real) (?:name|company|budget|number|date|day|time|team|amount|email|address|one|answer)|call me|on|at|for|by|of|to|a|an|the|team|written|spelled|mera|meri|hamara|naam|nam|number|tarikh|din|maine|main|ye lo|yeh lo|hai|h|hain|tha|thi|ko|kar do|kardo|kar dijiye|likh do|likho|likha|bola|kaha|अरे|रुको|रुकिए|जी|मैंने|मेरा|मेरी|हमारा|नाम|नंबर|तारीख|दिन|है|हैं|था|थी|को|कर दो|कर दीजिए|लिख दो|लिखो|लिखा|बोला|कहा",
);

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}'])(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}'])`.normalize('NFKC'), 'giu');
}
