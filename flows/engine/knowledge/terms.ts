/**
 * Words that mean the same where a flow answers from knowledge; the first is the one that its pages use. May hold phrases. A
 * group whose first is empty has words that say nothing here, such as the product's name: the first of them counts where nothing else was said.
 */
export type SynonymGroup = readonly string[];

/** How questions and pages are compared: by the stems of the words that carry meaning, one for all that mean the same. */
export interface Vocabulary {
  /** Stems of the words of a question that tell something, each once, in their order. */
  readonly termsOf: (text: string) => readonly string[];
  /** Stems of all words that carry meaning: what a page has. */
  readonly pageTermsOf: (text: string) => readonly string[];
  /** The words of a question without those that only ask, as they are and as the pages say it: what is searched for. */
  readonly wordsOf: (text: string) => readonly string[];
  /** All words of a question or phrase as the pages say them, by stem and weight: what only asks or joins weighs little or nothing. */
  readonly wordingOf: (text: string) => ReadonlyMap<string, number>;
  /** All words that are known besides those of the pages. */
  readonly words: ReadonlySet<string>;
}

/** Made once a flow: lookups take no time then. */
export function vocabularyOf(groups: readonly SynonymGroup[] = []): Vocabulary {
  const phrases = groups.flatMap(([first = '', ...others]) =>
    [first, ...others].filter((said) => said.includes(' ')).map((said) => [said, first] as const),
  );
  const byLength = phrases.toSorted(([one], [other]) => other.length - one.length);
  const sameAs = new Map(
    groups
      .filter(([first]) => first !== '')
      .flatMap(([first = '', ...others]) =>
        others.filter((said) => !said.includes(' ')).map((said) => [stemOf(said), first] as const),
      ),
  );
  const names = new Set(groups.flatMap(([first, name]) => (first === '' && name !== undefined ? [stemOf(name)] : [])));
  const silent = new Set(groups.flatMap(([first, ...others]) => (first === '' ? others.map(stemOf) : [])));
  const meantIn = (text: string): readonly string[] => plainWords(text).filter((word) => !EMPTY.has(word));
  const toldIn = (text: string): readonly string[] => {
    const words = meantIn(text);
    const telling = words.filter((word) => !silent.has(stemOf(word)));
    return telling.length === 0 ? words.filter((word) => names.has(stemOf(word))) : telling;
  };
  const asPagesSay = (text: string, wordsIn: (said: string) => readonly string[]): readonly string[] => {
    let said = ` ${plainWords(text).join(' ')} `;
    for (const [phrase, word] of byLength) said = said.replaceAll(` ${phrase} `, ` ${word} `);
    return wordsIn(said).flatMap((word) => (sameAs.get(stemOf(word)) ?? word).split(' '));
  };
  // Pages in Hindi have the word in their own script.
  const inScript = (text: string): readonly string[] => {
    if (!DEVANAGARI.test(text)) return [];
    const said = new Set(asPagesSay(text, toldIn));
    return groups.flatMap(([first = '', ...others]) =>
      said.has(first) ? others.filter((word) => DEVANAGARI.test(word)) : [],
    );
  };
  return {
    wordsOf: (text) => [...new Set([...asPagesSay(text, toldIn), ...toldIn(text), ...inScript(text)])],
    termsOf: (text) => [...new Set(asPagesSay(text, toldIn).map(stemOf))],
    pageTermsOf: (text) => [...new Set(asPagesSay(text, meantIn).map(stemOf))],
    wordingOf: (text) =>
      new Map(
        asPagesSay(text, plainWords)
          .filter((word) => !FUNCTION_WORDS.has(word))
          .map((word) => [stemOf(word), EMPTY.has(word) || silent.has(stemOf(word)) ? WEAK : 1]),
      ),
    words: new Set(groups.flat().flatMap((said) => said.split(' '))),
  };
}

/** "Need" and "many" are in too many questions to find a page, and still tell two phrases apart. A guess. */
const WEAK = 0.3;

const DEVANAGARI = /\p{Script=Devanagari}/u;

function plainWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKC')
      .replace(/[‘’]/gu, "'")
      .replace(/(?<!\p{L})w\/o(?!\p{L})/gu, 'without')
      .replace(/'(?:s|re|m|ll|ve|d|t)(?![\p{L}])/gu, '')
      .replace(/follow(?:ing|s|ed)?[- ]?ups?/gu, 'follow-up')
      .replace(/(?<!\p{L})how (?:long|often|far|soon)(?!\p{L})/gu, ' ')
      .match(/follow-up|[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** A light stem: "stored", "storing" and "stores" are one, "encryption" is "encrypt"; other scripts lose vowels at the end. */
export function stemOf(word: string): string {
  if (!/^[a-z]+$/u.test(word)) return word.length > 3 ? word.replace(/[\u093E-\u094D\u0901-\u0903]+$/u, '') : word;
  return ENDINGS.reduce(
    (stem, [ending, instead, from]) => (stem.length >= from ? stem.replace(ending, instead) : stem),
    word,
  );
}

/** Tried one after the other, each on words of so many letters and more. */
const ENDINGS: readonly (readonly [RegExp, string, number])[] = [
  // Not the plural of a state.
  [/^stats$/u, 'statistic', 5],
  [/ies$/u, 'y', 5],
  [/(?<=x|ch|sh|ss|z)es$/u, '', 5],
  [/(?<![sui])s$/u, '', 4],
  [/ations?$/u, '', 9],
  [/(?<=[st])ions?$/u, '', 7],
  [/(?<=\p{L}{3})ing$/u, '', 6],
  [/(?<=\p{L}{3})ed$/u, '', 5],
  [/([bdgklmnprt])\1$/u, '$1', 4],
  [/e$/u, '', 4],
];

/** Words of grammar: they say nothing, not even beside others. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the and n or but if as so of at by for with w about abt to from in on than then too very also
i me my mine myself we us our ours ourselves you your yours yourself u ur urs ya he she him her his hers it its they em them their theirs this that these those dis dat there here
am m is are was were be been being r has have had having do does did doing done can could cud should shud would wud will shall may might must cant cannot wont dont doesnt didnt isnt
ain arent im ive ill id its thats hows wheres whens whos theres lol lmao btw tho thru yep yeah yup nah nope haha hmm uh um oh erm man mate bro dude guys bhai yaar ji sir madam`.split(
    /\s+/u,
  ),
);

/** Words of questions that carry no topic, in English, chat spelling and Hindi. */
const EMPTY: ReadonlySet<string> = new Set([
  ...FUNCTION_WORDS,
  ...`what whats which who whom whose how when where why wat wht wut hw wen y not no yes any some all both each every few more most other such only own same just now
run runs sa si padega padegi padta padti lagenge lu lo lun loon smth sth sumthin wants wanted needs needed asks asked peoples everyone everyones bada badi bade chota chhota chote known extra cheez cheej instead already always never maybe perhaps little big small part parts diff different differences compare someone anyone anybody nobody everybody people ppl gotta gimme lemme havent hasnt
again still even ever actually basically exactly really please pls plz kindly hi hello hey namaste namaskar नमस्ते नमस्कार ok okay well hmm uh um oh like hope anything everything something somebody someone thing things stuff way
question questions q use uses using used one ones two three 1 2 3 4 5 people supported support ask asking answer tell know explain show say said mean means want need get got gets getting go goes going gonna wanna make let look find try take takes taking put give
happen happens happening work works working possible able much many lot kind sort bit time times first fine right difference between versus vs moment thx thanks thank another else while because during inside into onto through
einen der die das und ist
सवाल पूछना sawal sawaal puchna matlab aayega aayegi aata aati aate wala wali wale ek yaar obviously special bole bolta bolti bol hoga diya deta deti rahega kya kaise kyun kyu kab kahan kaha kidhar kaun hai hain h ho hoga hogi main mai mein me maine mujhe mujhko mera meri mere apna apni apne aap aapka aapki aapke tum tumhara
ka ki ke ko se par pe tak bhi hi toh to aur ya na nahi nahin nhi woh wo yeh ye is iska iski iske isko ise isme usme uska uski uske jo jab agar samajh samjha aa aaya aayi pata lekin magar phir bas batao bataiye bata do de den dena
kar karna karu karun karo kare karen karte karta karti kiya kiye chalta chalti chale chalega chal per hota hoti hote hua hui hona sakta sakti sakte sakenge hoon hun hu tha thi the raha rahi rahe jata jati jate jana jaye jaaye jayega chahiye
milta milti milte milega milegi lagta lagti lagte lagega lagegi kitna kitni kitne koi kuch sab yahan wahan liye baad pehle
कैसे क्या क्यों कब कहाँ कहां कौन है हैं का की के को में से और यह वह ये वो मुझे मुझको मेरा मेरी मेरे आप आपका आपकी आपके अपना अपनी अपने बताइए बताओ मैं सकता सकती सकते हूँ हूं कर करना करें करूँ करते होता होती होते इसे इसको इसका इसकी इस पर तक भी ही तो या न ना नहीं लिए लेते लेता लेती लेना लेने लें लूँ लूं लो दूँ दूं डालूँ डालूं डालें डालना डालनी कितना कितनी कितने चाहिए जाता जाती जाते जाएगा मतलब कोई कुछ`
    .split(/\s+/u)
    .filter((word) => word !== 'time'),
]);
