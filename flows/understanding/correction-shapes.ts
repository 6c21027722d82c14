/** How a correction is put. `value` and `instead` are groups; `opener` is one too where the sentence admits a mistake. */
export interface CorrectionShape {
  readonly pattern: RegExp;
  /**
   * What is believed to be a value: `any` that may be one, `telling` ones (numbers, days, names), `opened` those and one
   * plain word after an opener, `moment` nothing but a number, a day or a time.
   */
  readonly trust: 'any' | 'telling' | 'opened' | 'moment';
}

const HINDI_WRITTEN_WRONG =
  '(?:galti se|(?:maine )?galat(?: (?:number|naam|nam|date|din|time|address))?) (?:galat )?(?:likh diya|likha|bola|bol diya|bata diya|bataya|diya|de diya)(?: tha| hai)?|(?:(?:गलती|ग़लती) से|(?:मैंने )?(?:गलत|ग़लत)(?: (?:नंबर|नाम|तारीख|दिन|समय|पता))?) (?:गलत )?(?:लिख दिया|लिखा|बोला|बोल दिया|बता दिया|बताया|दिया|दे दिया)(?: था| है)?';
/** Takes back what was said: what follows stands in its place. */
const TAKEN_BACK = `(?:correction|edit|(?:my )?typo|(?:damn |stupid |bloody )?auto ?correct(?:ion)?|i (?:misspoke|mistyped|made a mistake)|(?:scratch|strike|ignore|disregard|forget|delete) (?:that|this|it|what i (?:just )?(?:said|wrote|typed)|(?:that |(?:my |the )?(?:last|previous|earlier) )(?:one|message|answer|text|number))|let me (?:correct|rephrase) (?:that|it|this|myself)|(?:please )?correct (?:my|the|our) [\\p{L}]+|(?:that (?:was|is) |that's )?(?:the )?wrong (?:number|name|date|day|time|e-?mail|address|amount|one)|${HINDI_WRITTEN_WRONG}|galti ho ga[yi]+|गलती हो गई|korrektur|corrección)`;
/** Admits a mistake. */
const OPENER =
  "(?:no+|nope|nah|sorry|sry|sory|oo*ps|whoops|wait|hold (?:on|up)|hang on|actually|(?:or |even )?better|my (?:bad|mistake|apologies|fault)|apologies|pardon|excuse me|(?:on|upon|after) (?:a )?second thoughts?|(?:now that i am |now that i'm )?thinking about it|(?:damn|argh+|ugh+|er+m?|uh+m?) ?|i mean|nahi+n?|nhi|ruko|ruk(?:o|iye) zara|galat|galti se|galti ho gayi|maaf (?:karna|kijiye|karo)|नहीं|नही|रुको|रुकिए|गलत|ग़लत|गलती से|गलती हो गई|माफ़? ?(?:करना|कीजिए)|perdón|perdona|nein|non|entschuldigung|pardon|désolée?|en fait|eigentlich)";
const FILLER = '(?:oh|ah|hmm+|um+|hey|so|but|and|well|ok|okay|please|ji|arre|are|अरे|जी|hi|hello|it was|there)';
const GAP = '[\\s,.;:!–—-]+';
/** Before a shape: any openers, or at least one. */
const OPEN = `(?:${FILLER}${GAP})*(?:(?<opener>${OPENER}${GAP})(?:(?:${OPENER}|${FILLER})${GAP})*)?`;
const OPENED = `(?:${FILLER}${GAP})*(?<opener>${OPENER}${GAP})(?:(?:${OPENER}|${FILLER})${GAP})*`;

const TOKEN = '[^\\s,;!?"“”।]+';
const PHRASE = `${TOKEN}(?: ${TOKEN}){0,3}?`;
const LONG = '.{1,80}?';

/** What may be asked for by name, and whose value has no looks of its own. */
const NAMED =
  '(?:first |last |full |company |business |firm |sur)?(?:name|company|firm|business|agency|city|town|street)';
const COUNTED =
  '(?:budget|date|day|time|deadline|timeline|start(?: date)?|number|phone(?: number)?|mobile(?: number)?|e-?mail(?: address| id)?|address|amount|quantity|order|size|team(?: size)?|count|headcount|pin ?code|zip(?: code)?)';
const OF_OURS = '(?:my|the|our|his|her|your)';
/** "It's", "my name is", "on": what a value stands behind. */
const CARRIER = `(?:(?:(?:it|that|this|there|we|i|the (?:right|correct|new|real|actual) one|${OF_OURS} (?:${NAMED}|${COUNTED}))(?:'s|'re|'m| is| was| are| am| will be| should be)(?: called| named| spelled| spelt)?|its|(?:please )?(?:note|write|put)|on|at|for|by|to|from|use|make it|let(?:'s| us) (?:do|say|make it|go (?:with|for))|call me|i (?:just |already |clearly )*(?:said|wrote|typed|told you|asked for|meant|need|want)|we (?:have|need|want)|(?:mera|meri|hamara|hamari)? ?(?:naam|nam|company|budget|date|din|time)|(?:मेरा|मेरी|हमारा|हमारी)? ?(?:नाम|कंपनी|बजट|तारीख|दिन|समय)) )*`;
const HINDI_NAME = '(?:(?:mera|meri|hamara|hamari) )?(?:naam|nam|company)|(?:(?:मेरा|मेरी|हमारा|हमारी) )?(?:नाम|कंपनी)';
const HINDI_NOT = '(?:nahi+n?|nhi|nai|नहीं|नही|नही)';
const HINDI_INSTEAD = '(?:ki jagah|ke bajaye?|ke badle|की जगह|के बजाय|के बदले)';
const HINDI_BE = '(?: (?:hai|h|hain|tha|thi|the|है|हैं|था|थी|थे))?';

const MEANT =
  '(?:(?:what )?i (?:actually |really |obviously )?(?:meant|intended)(?: (?:to (?:say|write|type|put)|was|is))?|i (?:mean|wanted) to (?:say|write|type)|what i mean is|quise decir|quería decir|ich meinte|ich meine|gemeint (?:war|ist)|je voulais dire|je veux dire)[:,]? ';
const HINDI_MEANT =
  '(?:mera|mere|hamara|मेरा|हमारा) (?:kehne ka |कहने का )?(?:matlab|matlb|मतलब)(?: (?:hai|tha|ki|है|था|कि))*|(?:mere kehne ka|मेरे कहने का) (?:matlab|मतलब)(?: (?:hai|tha|ki|है|था|कि))*';

/** Looked at in this order. Read with spaces and apostrophes made one, end marks dropped, case kept. */
export const SHAPES: readonly CorrectionShape[] = [
  // 50, not 15
  shape(
    'telling',
    `${OPEN}(?:${MEANT})?${CARRIER}(?<value>${PHRASE}),? (?:and |but )?(?:not|nicht|no|pas) ${CARRIER}(?<instead>${PHRASE})`,
  ),
  // not 15, 50
  shape(
    'telling',
    `${OPEN}(?:${MEANT})?${CARRIER}(?:not|isn't|wasn't) ${CARRIER}(?<instead>${PHRASE})(?:,? but |\\s?[,;–—-] ?|: ?)${CARRIER}(?<value>${PHRASE})`,
  ),
  shape('any', `${OPEN}(?:nicht|no|pas|kein) (?<instead>${PHRASE}),? (?:sondern|sino|mais) (?<value>${PHRASE})`),
  // 50 instead of 15
  shape(
    'telling',
    `${OPEN}(?:${MEANT})?${CARRIER}(?<value>${PHRASE}),? (?:instead of|rather than|in place of|statt|au lieu de|en vez de) ${CARRIER}(?<instead>${PHRASE})`,
  ),
  // from 15 to 50
  shape(
    'telling',
    `${OPEN}(?:please |can you |could you )*(?:change|correct|update)(?: .{1,30})? from (?<instead>${PHRASE}) to (?<value>${PHRASE})`,
  ),
  // 15 nahi 50; 15 ki jagah 50
  shape(
    'any',
    `${OPEN}(?:${HINDI_NAME}) (?<instead>${TOKEN})${HINDI_BE},? ${HINDI_NOT}${HINDI_BE},? (?:balki |बल्कि )?(?<value>${TOKEN})${HINDI_BE}`,
  ),
  shape(
    'telling',
    `${OPEN}${CARRIER}(?<instead>${PHRASE})${HINDI_BE},? ${HINDI_NOT}${HINDI_BE},? (?:balki |बल्कि )?(?<value>${PHRASE})`,
  ),
  shape('any', `${OPEN}${CARRIER}(?<instead>${PHRASE}) ${HINDI_INSTEAD},? (?<value>${PHRASE})`),
  // 50, 15 nahi
  shape('telling', `${OPEN}${CARRIER}(?<value>${PHRASE})${HINDI_BE}, (?<instead>${PHRASE}) ${HINDI_NOT}${HINDI_BE}`),
  // I meant Friday
  shape('any', `${OPEN}${MEANT}(?<value>${LONG})`),
  shape('any', `${OPEN}(?:${HINDI_MEANT}) ?[:,]? ?(?<value>${LONG})`),
  shape('any', `(?:${FILLER}${GAP})*correction\\s?[:,–—-]\\s?(?<value>${LONG})`),
  shape('telling', `${OPEN}${TAKEN_BACK}${GAP}(?:(?:so|please)${GAP})?${CARRIER}(?<value>${PHRASE})`),
  shape(
    'telling',
    `${OPEN}(?:please )?(?:replace|swap|exchange) (?<instead>${PHRASE}) (?:with|by|for) (?<value>${PHRASE})`,
  ),
  shape('any', `(?:\\* ?(?<value>${PHRASE}))`),
  // I said 20; I mean 20
  shape(
    'telling',
    `${OPEN}i (?:just |already |clearly |actually )*(?:said|told you|wrote|typed|asked for|mean)[:,]? ${CARRIER}(?<value>${PHRASE})`,
  ),
  shape(
    'telling',
    `${OPEN}(?:main|maine|mene|मैंने|हमने|humne) (?:to |तो )?(?<value>${PHRASE}) (?:bola|bol rah[aei] th[aie]|kaha|keh rah[aei] th[aie]|likha|mang[ae]|बोला|कहा|लिखा|माँगा)(?: .{1,12})?`,
  ),
  // It should be 20
  shape(
    'opened',
    `${OPEN}(?:(?:it|that|this|${OF_OURS} (?:${NAMED}|${COUNTED})) )?(?:should|must|needs to|has to|was supposed to|ought to) (?:be|have been|say|read) (?<value>${PHRASE})`,
  ),
  shape(
    'telling',
    `${OPEN}${CARRIER}(?<value>${PHRASE}) (?:hona|honi|hone|होना|होनी|होने) (?:chahiye|चाहिए)(?: (?:tha|thi|the|था|थी|थे))?`,
  ),
  // The right amount is 900
  shape(
    'any',
    `${OPEN}(?:${OF_OURS} )?(?:right|correct|actual|real|proper) (?:${NAMED}|${COUNTED}|spelling|one|answer|value)(?:'s| is| was| would be| should be|:)+ (?<value>${PHRASE})`,
  ),
  // Change it to 20; change my name to anna
  shape(
    'telling',
    `${OPEN}(?:(?:please|pls|kindly|can you|could you|let's|just) )*(?:change|correct|update|make|set|fix|put)(?: (?:it|that|this|${OF_OURS} ${COUNTED}))(?: (?:down )?(?:to|as|into))?:? (?<value>${PHRASE})`,
  ),
  shape(
    'any',
    `${OPEN}(?:(?:please|pls|kindly|can you|could you|let's|just) )*(?:change|correct|update|make|set|fix|put) ${OF_OURS} ${NAMED}(?: (?:to|as|into))?:? (?<value>${PHRASE})`,
  ),
  shape(
    'telling',
    `${OPEN}(?:(?:ise|isko|usko|use|naam|date|इसे|इसको|उसको|उसे|नाम) )(?<value>${PHRASE}) (?:kar do|kardo|karo|kar dijiye|likho|likh do|rakho|कर दो|करो|कर दीजिए|लिखो|लिख दो|रखो)`,
  ),
  // No, my name is anna
  shape('any', `${OPENED}(?:${HINDI_NAME}) (?:ka naam |का नाम )?(?<value>${PHRASE})${HINDI_BE}`),
  shape(
    'any',
    `${OPENED}(?:actually )?${OF_OURS} ${NAMED}(?:'s| is| was| should be)(?: actually| really| spelled)* (?<value>${PHRASE})`,
  ),
  shape('any', `${OF_OURS} ${NAMED}(?:'s| is) (?:actually|really|in fact) (?<value>${PHRASE})`),
  shape(
    'any',
    `${OPEN}(?:sahi|asli|सही|असली) (?:naam|nam|company|number|नाम|कंपनी|नंबर)(?: (?:hai|है))?[:,]? (?<value>${PHRASE})`,
  ),
  // I wrote 10 but I need 100
  shape(
    'telling',
    `${OPEN}i (?:said|wrote|typed|put|told you|gave you|asked for) (?<instead>${PHRASE}),? but (?:i |it |that )?(?:actually |really )?(?:meant|mean|need|want|is|was|should be|should have (?:said|written|been)) (?<value>${PHRASE})`,
  ),
  // Use 20 instead
  shape('telling', `${OPEN}(?:please |pls )?(?:use|take|put|write|note|say) (?<value>${PHRASE}) instead`),
  // No, John with an h
  shape('any', `${OPENED}(?<value>\\p{L}{3,20}) with (?:an?|the|only one) \\p{L}`),
  // Sofia with f, not ph
  shape(
    'any',
    `${OPEN}${CARRIER}(?<value>\\p{L}{3,20}) with (?:an? |the )?\\p{L}{1,2},? (?:and )?(?:not|instead of|rather than) (?:with )?(?:an? )?\\p{L}{1,2}`,
  ),
  // You wrote Jon, it is John
  shape(
    'telling',
    `${OPEN}you (?:wrote|said|have|put|got|noted)(?: down)? (?<instead>${PHRASE}),? (?:but )?(?:it's|it is|it should be|its|i said|that's) (?<value>${PHRASE})`,
  ),
  shape(
    'any',
    `(?:${FILLER}${GAP})*(?:galti se|गलती से|maine|मैंने) (?<instead>${TOKEN}) (?:galat )?(?:likh diya|bol diya|likha|लिख दिया|बोल दिया|लिखा)(?: tha| था)?,? (?<value>${PHRASE})${HINDI_BE}`,
  ),
  // Wednesday I mean; the date is the 7th, sorry
  shape('telling', `${OPENED}(?<value>${PHRASE}),? (?:i (?:mean|meant)|matlab|मतलब)`),
  shape(
    'telling',
    `(?:it's|it is|its|${OF_OURS} (?:${NAMED}|${COUNTED}) is) (?<value>${PHRASE}),? (?:sorry|my mistake|my bad)`,
  ),
  shape('telling', `${OPENED}meant (?<value>${PHRASE})`),
  shape('telling', `${OPEN}(?:we|there|it|i)(?:'re|'s|'m| are| is| am) actually (?<value>${PHRASE})`),
  // Actually it's Acme; it's Acme actually
  shape(
    'telling',
    `${OPENED}(?:it's|its|it is|that's|that is|this is|that would be|${OF_OURS} ${COUNTED}(?:'s| is| was))(?: actually| really| for| on| at)* (?<value>${PHRASE})`,
  ),
  shape('telling', `(?:it's|its|it is|that's) (?:(?:actually|really) (?<value>${PHRASE}))`),
  shape('telling', `(?:it's|its|it is|that's) (?<value>${PHRASE}),? actually`),
  // No, Friday
  shape('moment', `${OPENED}(?<value>${PHRASE})`),
];

/** Says that something is wrong, but not what. */
const WRONG = `(?:${[
  "(?:(?:that|this|it|which)(?:'s| is| was)|you(?: have|'ve)? (?:got|wrote|have|spelled|spelt|noted|put|misspelled|misspelt)(?: down)?(?: (?:it|that|this|my [\\p{L}]+(?: [\\p{L}]+)?|the [\\p{L}]+))?) (?:all |completely |totally |still )?(?:wrong(?:ly)?|incorrect(?:ly)?|not (?:right|correct|what i (?:said|meant|wrote|told you)))",
  `${OF_OURS} (?:${NAMED}|${COUNTED}) (?:is|was) (?:wrong|incorrect|misspelled|misspelt|not (?:right|correct|spelled like that|spelled that way))`,
  'i (?:think i |must have )?(?:made|gave|wrote|typed|sent|told|said)(?: you)? (?:an? |the )?(?:mistake|typo|error|(?:wrong|incorrect) [\\p{L}]+(?: [\\p{L}]+)?)',
  `(?:that|this|it)(?:'s not| is not| isn't| was not| wasn't) (?:my|our|the right) (?:${NAMED}|${COUNTED})`,
  `(?:that|this|it)(?:'s| is| was) (?:my|our|the|an?) (?:old|previous|former|wrong) (?:${NAMED}|${COUNTED})`,
  `(?:that|this|it)(?:'s not| is not| isn't| wasn't) (?:right|correct|what i (?:said|meant|wrote|told you))`,
  `you(?: have|'ve)? (?:got|have|noted) (?:the |my )?wrong (?:${NAMED}|${COUNTED})(?: wrong)?`,
  `${OF_OURS} (?:${NAMED}|${COUNTED}) is (?:mis-?spelled|mis-?spelt|spelled wrong|spelt wrong)`,
  "(?:that was|there is|there's|it was)? ?(?:an? |my )?(?:typo|spelling mistake)",
  `(?:i (?:need|want|have|would like|'d like)|i'd like|can i|let me|please|could you) ?(?:to )?(?:correct|fix|change) (?:something|that|it|this|${OF_OURS} (?:${NAMED}|${COUNTED})|what i (?:said|wrote))`,
  `(?:(?:yeh|ye|wo|woh|naam|nam|date|number) )?galat (?:hai|h|likha|likha hai|likh diya|ho gaya|bata diya|bola)|galti (?:ho gayi|ho gai|se (?:galat )?likh diya)`,
  '(?:(?:यह|ये|वह|वो|नाम|तारीख|नंबर) )?(?:गलत|ग़लत) (?:है|लिखा|लिखा है|लिख दिया|हो गया|बता दिया)|(?:गलती|ग़लती) (?:हो गई|से (?:गलत )?लिख दिया)',
  "eso (?:no es correcto|está mal|es incorrecto)|me equivoqué|das (?:ist|war) (?:falsch|nicht richtig)|ich habe mich vertippt|(?:ce n'est pas|c'est pas) (?:juste|correct|ça)|c'est faux|je me suis trompée?",
].join('|')})`;

/** Something is wrong, but not what: a whole sentence of it. */
export const FIXED: RegExp = new RegExp(`^${OPEN}${WRONG}$`.normalize('NFKC'), 'iu');

/** Something is wrong, and then what is right, in the same sentence or the next: "you got my name wrong, it's Rohan". */
export const FIXED_THEN_TOLD: CorrectionShape = shape(
  'opened',
  `(?:(?:${FILLER}|${OPENER})${GAP})*${WRONG}(?<opener>${GAP})(?:(?:${FILLER}|${OPENER})${GAP})*${CARRIER}(?<value>${PHRASE})(?:${HINDI_BE}| (?:hona|honi|होना|होनी) (?:chahiye|चाहिए))`,
);

function shape(trust: CorrectionShape['trust'], source: string): CorrectionShape {
  return { trust, pattern: new RegExp(`^${source}$`.normalize('NFKC'), 'iu') };
}
