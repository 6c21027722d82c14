/** Words that open or close an order in German, Spanish or French, and mean nothing in English or Hindi. */
const COURTESIES =
  /(?<![\p{L}\p{M}])(?:hola|buen[oa]s\s+(?:d[ií]as|tardes|noches)|quiero|quisiera|necesito|me\s+gustar[ií]a|por\s+favor|gracias|hallo|guten\s+(?:tag|morgen|abend)|gr[uü](?:ß|ss)\s+gott|ich\s+(?:m[oö]chte|h[aä]tte|brauche|nehme|will)(?:\s+gerne?)?|bitte|danke|bonjour|bonsoir|je\s+(?:voudrais|veux|prends)|s['’]il\s+vous\s+pla[iî]t|merci)(?![\p{L}\p{M}])/giu;

/** "2 kg de tomates"; behind it stands no verb of Hindi, where "de" gives. */
const OF =
  /(?<=\p{Nd}\s*(?:k?g|kilos?|gramos|grammes|l|litros?|litres?)\s+)(?:de|von)(?=\s+(?!d[oe]|di|na\b|bhai|aur)\p{L})/giu;

/** Whether a message opens or closes in a language that nobody speaks here. */
export function opensInOtherLanguage(text: string): boolean {
  return text.search(COURTESIES) >= 0;
}

/** The text without such words: they name no goods. Blanks stand in their place, so that offsets stay. */
export function withoutOtherLanguage(text: string): string {
  if (!opensInOtherLanguage(text)) return text;
  const blank = (words: string): string => ' '.repeat(words.length);
  return text.replace(COURTESIES, blank).replace(OF, blank);
}
