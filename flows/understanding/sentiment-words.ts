import type { Language } from '../../contracts/dialogue.ts';

/** Weight of words that carry a tone, by language; `any` counts in all. After `plain`. Own lists, by judgement. */
export const SENTIMENT_WORDS: Readonly<Record<Language, ReadonlyMap<string, number>>> = {
  any: weights({
    2: 'love loved excellent amazing awesome fantastic perfect brilliant wonderful superb outstanding delighted zabardast shaandar shandar badhiya कमाल शानदार ज़बरदस्त',
    1: 'good great nice cool thanks thank thx thankyou happy glad pleased helpful useful interesting like liked enjoy enjoyed better best easy fast reliable recommend recommended impressed impressive yay appreciate appreciated grateful fair excited exciting pleasure satisfied accha acha achha mast pasand shukriya dhanyavad dhanyawad khush behtar behtareen अच्छा अच्छी अच्छे बढ़िया बेहतर बेहतरीन धन्यवाद शुक्रिया पसंद खुश मस्त',
    '-1': 'bad poor slow late wrong problem problems issue issues broken confusing confused difficult annoying annoyed annoys unhappy sad expensive overpriced costly disappointed disappointing disappoints unclear fail failed fails failing missing lost waste boring complicated rude unfair worried unreliable doubt doubtful skeptical sceptical damaged spoiled rotten stale leak leaking ugly stuck crash crashes crashed complaint complain refund mess delayed overcharged mehnga mehenga mahanga kharab bekaar bekar galat dikkat pareshan pareshani gussa dhokha bura buri खराब ख़राब बुरा बुरी महंगा महँगा गलत ग़लत बेकार दिक्कत परेशान परेशानी समस्या शिकायत टूटा गुस्सा',
    '-2': 'terrible horrible awful worst hate hated disgusting useless pathetic scam fraud furious angry unacceptable ridiculous garbage trash crap shit bullshit sucks nightmare idiot idiots stupid liar liars lies cheat cheated cheating dhokebaaz bakwas ghatiya chor बकवास घटिया धोखा धोखेबाज चोर',
  }),
  es: weights({
    2: 'excelente increíble increible perfecto perfecta fantástico fantastico genial maravilloso encanta',
    1: 'bueno buena bien gracias gusta gustó feliz contento contenta útil util fácil facil rápido rapido mejor interesante estupendo',
    '-1': 'malo mala mal lento lenta caro cara problema problemas roto rota difícil dificil triste tarde equivocado error decepcionado decepcionada molesto falla',
    '-2': 'terrible horrible pésimo pesimo odio estafa inútil inutil basura peor inaceptable vergüenza',
  }),
  de: weights({
    2: 'ausgezeichnet perfekt fantastisch wunderbar hervorragend großartig grossartig liebe begeistert super toll klasse spitze',
    1: 'gut gute guter gutes danke schön freut gefällt hilfreich nützlich einfach schnell besser zufrieden interessant prima gerne',
    '-1': 'schlecht schlechte schlechter teuer langsam falsch problem probleme kaputt schwierig ärgerlich enttäuscht enttäuschend spät unzufrieden kompliziert fehler leider mangelhaft',
    '-2': 'schrecklich furchtbar katastrophe hasse betrug unverschämt nutzlos müll schlimm schlimmste frechheit mist',
  }),
  fr: weights({
    2: 'excellent excellente parfait parfaite génial géniale fantastique merveilleux adore super magnifique',
    1: 'bon bonne bien merci aime content contente utile facile rapide mieux meilleur intéressant ravi ravie sympa',
    '-1': 'mauvais mauvaise mal lent lente cher chère problème problèmes cassé cassée difficile déçu déçue triste retard faux erreur compliqué dommage',
    '-2': 'terrible horrible affreux déteste arnaque inutile nul nulle inacceptable honteux pire catastrophe',
  }),
};

function weights(lists: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const pairs = Object.entries(lists).flatMap(([weight, words]) =>
    words.split(' ').map((word) => [word.normalize('NFKC'), Number(weight)] as const),
  );
  return new Map(pairs);
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.normalize('NFKC').split(' '));
}

/** Words of tone that carry none here: "what is it like", "how fast", "your best price", "no problem". Left out before counting. */
export const TONELESS: RegExp = new RegExp(
  "(?<![\\p{L}\\p{M}'])(?:" +
    [
      "(?:(?:would|'d|i'll|looks?|looking|sounds?|something|anything|things?|feels?|is|it|seems?|more|just|people|companies|tools?) )like(?! it\\b)",
      'like (?:to|an?|this|that|these|those|yours?|ours?|we|you|the|mine)',
      'how (?:good|great|easy|fast|reliable|late|slow|bad|poor|difficult|expensive|costly|complicated)',
      'how is it (?:better|different)',
      '(?:the |your |a )?(?:best|better) (?:prices?|rates?|deals?|offers?|time|way|day|number|email|plan|option|quote|discount)',
      '(?:which|what) (?:\\p{L}+ )?(?:is|are|would be|works?) (?:the )?(?:best|better|fast)',
      'good (?:morning|evening|afternoon|day|night)',
      '(?:no|not a|any) (?:problems?|issues?)',
      '(?:no,? )?thanks? but|no thanks?|no thank you',
      'too late to|too good to be true|as good as|better than',
      '(?<=^(?:no|nope|not|nahi|नहीं)(?![\\p{L}\\p{M}]).{0,40})(?:thanks?|thank you|धन्यवाद|dhanyavad|shukriya)',
      'kya accha|kaun sa (?:accha|behtar)',
    ].join('|') +
    ")(?![\\p{L}\\p{M}'])",
  'gu',
);

/** Turn around what follows. */
export const NEGATIONS: ReadonlySet<string> = set(
  "not no never don't dont doesn't doesnt didn't didnt isn't isnt wasn't aren't can't cant cannot won't wouldn't couldn't hardly without nothing neither nor ain't nahi nahin nhi na mat नहीं नही ना मत kein keine keinen nicht nie pas sans jamais sin nunca tampoco ni",
);
/** Turn around what stands before: "accha nahi hai", "das gefällt mir nicht". */
export const NEGATIONS_AFTER: ReadonlySet<string> = set('nahi nahin nhi नहीं नही nicht pas');
export const EMPHASIS: ReadonlySet<string> = set(
  'very really so too extremely absolutely totally super incredibly quite such bahut bohot bohut zyada kaafi बहुत ज़्यादा काफी muy tan demasiado sehr so ganz total zu très trop vraiment tellement',
);
export const DIMINISHERS: ReadonlySet<string> = set(
  'slightly bit little somewhat kinda thoda थोड़ा etwas bisschen poco peu un',
);

const GOOD = '😀😃😄😁😊🙂😍🥰😘👍👌🙏🎉❤💯✨🤩😎🥳💪👏🔥😇🤝';
const BAD = '😞😔😟🙁☹😣😖😫😩😢😭😠😡🤬👎💔😤🤮😒🙄😑🤦';

/** Emoji that carry a tone. */
export const SENTIMENT_PICTURES = {
  any: new RegExp(`[${GOOD}${BAD}]`, 'gu'),
  good: new RegExp(`[${GOOD}]`, 'u'),
} as const;
