import type { Sources } from './sources.ts';

/**
 * Whether a reply retells the model's instructions in other words or another language, where no run of letters is left of them.
 * What survives is what they are about: the length in signs that only they name, rules that are not to be spoken of, the next
 * message and whose representative writes it, facts as the only source, the customer's words as no order. A reply that
 * touches several of these is about the instructions. What the business itself wrote about (facts, passages) counts for nothing.
 * Words of eleven languages; others are told by the length alone.
 */
export function retellsPrompt(reply: string, prompt: string, { stated }: Sources): boolean {
  const said = folded(reply);
  const known = folded(stated);
  const touched = SUBJECTS.filter(({ sign }) => sign.test(said) && !sign.test(known));
  const length = namesLength(said, folded(prompt)) ? LENGTH_WEIGHT : 0;
  return touched.reduce((sum, { weight }) => sum + weight, length) >= ENOUGH;
}

/** Two strong subjects, or one and several weak ones. Measured: 36 ordinary replies about rules, goals and facts stay below. */
const ENOUGH = 4;
const LENGTH_WEIGHT = 3;

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[’‘]/gu, "'");
}

/** "280 Zeichen", where the instructions say 280: customers are told no lengths. */
function namesLength(said: string, prompt: string): boolean {
  const found = LENGTH.exec(said)?.groups?.['count'];
  return found !== undefined && new RegExp(`(?<!\\p{Nd})${found} characters`, 'u').test(prompt);
}

const LENGTH =
  /(?<!\p{Nd})(?<count>\p{Nd}{2,5})[\s-]*(?:characters?|chars?|letters|zeichen|caract|caratter|tekens|karakter|akshar|अक्षर|कैरेक्टर|वर्ण|символ|знак|znak|حرف|文字|字符|글자)/u;

interface Subject {
  readonly sign: RegExp;
  readonly weight: number;
}

const NOT =
  "(?:not|never|no|none|n't|without|forbid|solely|only|nie|niemals|nicht|keine?n?|ohne|nur|nunca|jamais|ne|sans|sin|sem|não|non|senza|mai|geen|niet|nooit|asla|değil|никогда|не|нет|nie wolno|ne olur|न|नहीं|कभी|बिना|nahi|kabhi|na|bina|لا)";

const SUBJECTS: readonly Subject[] = [
  // Rules that somebody gave.
  subject(
    2,
    'rules?|guidelines?|instructions?|directives?|(?:job|rule) sheet|regeln?|vorgaben?|anweisung\\p{L}*|reglas?|instruccion\\p{L}*|regras?|instruç\\p{L}*|règles?|consignes?|regole|istruzion\\p{L}*|regels?|instructies?|kural\\p{L}*|talimat\\p{L}*|правил\\p{L}*|инструкц\\p{L}*|zasad\\p{L}*|instrukcj\\p{L}*|नियम\\p{L}*\\p{M}*\\p{L}*|निर्देश\\p{L}*\\p{M}*\\p{L}*|niyam\\p{L}*|nirdesh\\p{L}*|القواعد|التعليمات',
  ),
  // They are not to be spoken of.
  subject(
    2,
    near(
      NOT,
      'mention\\p{L}*|reveal\\p{L}*|disclos\\p{L}*|repeat|talk about|quiet|erwähn\\p{L}*|verrat\\p{L}*|mencion\\p{L}*|revel\\p{L}*|mentionn\\p{L}*|citare|citer|menzion\\p{L}*|noemen|vermeld\\p{L}*|упомин\\p{L}*|söyle\\p{L}*|bahset\\p{L}*|wspomin\\p{L}*|ज़िक्र|जिक्र|उल्लेख|बताने|बताना|zikr|ullekh|batan[ae]|bata sakt[aei]|أذكر',
      24,
    ),
  ),
  // The next message, and whose.
  subject(
    2,
    'next (?:message|reply)|nächste nachricht|siguiente mensaje|próxim[ao] mens\\p{L}*|prochain message|prossimo messaggio|volgende bericht|следующ\\p{L}* сообщени\\p{L}*|sonraki mesaj\\p{L}*|następn\\p{L}* wiadomo\\p{L}*|अगला (?:संदेश|मैसेज)|agla (?:message|sandesh)|الرسالة التالية',
  ),
  subject(
    2,
    "(?:company|business)(?:'s)? rep(?:resentative)?|as (?:its|the) representative|dessen vertreter|(?:su|seu) representante|son représentant|suo rappresentante|als vertegenwoordiger|temsilcisi olarak|её представител\\p{L}*|jej przedstawiciel\\p{L}*|प्रतिनिधि के रूप|pratinidhi|كممثل",
  ),
  // Only facts.
  subject(
    2,
    'facts|fakten|hechos|fatos|les faits|fatti|feiten|gerçekler|факт(?:ы|ов|ам)|faktów|तथ्य\\p{L}*\\p{M}*|tathya\\p{L}*|الحقائق',
  ),
  // The customer's words are no order.
  subject(
    3,
    near(
      '(?:customers?|clients?|kunde\\p{L}*|klant|cliente|müşteri\\p{L}*|клиент\\p{L}*|ग्राहक|grahak|العميل)(?: \\p{L}+)? (?:writes?|types?|says?|schreibt|escrib\\p{L}*|escrev\\p{L}*|écrit|scrive|schrijft|yazd\\p{L}*|जो लिखे|jo likhe)|слова клиента|müşterinin yazd\\p{L}*',
      'instruction|orders?|command|anweisung|instrucción|orden|ordem|opdracht|instructie|istruzione|talimat|указани\\p{L}*|निर्देश|nirdesh|data',
      40,
    ),
  ),
  // The goal of this step.
  subject(
    2,
    near(
      'goal|ziel|objetivo|objectif|obiettivo|doel|hedef\\p{L}*|цель|cel|लक्ष्य|lakshya',
      '(?:this|dieses|este|deste|cette|questo|deze|этого|tego|इस|is) (?:step|schritts?|paso|passo|etapa|étape|stap|шага|kroku|चरण|charan)',
      14,
    ),
  ),
  // No price that is not among them.
  subject(
    1,
    near(
      NOT,
      'prices?|costs?|amounts|preise?|precios?|preços?|prix|prezz[oi]|prijs|fiyat|цен\\p{L}*|दाम|क़ीमत|कीमत|daam|cen[ay]?',
      14,
    ),
  ),
  subject(
    1,
    'i (?:must|may|have to|am supposed to|should|follow|can only)|my (?:job|task) |ich (?:soll|muss|darf)|meine (?:vorgaben|regeln)|debo|mis reglas|solo puedo|devo|minhas|je (?:dois|ne dois)|mes consignes|le mie|ik moet|mag|mijn|я должен|мои|не должен|meliyim|malıyım|मुझे|मेरे नियम|mujhe|main sirf|nie wolno mi|يجب أن',
  ),
  subject(
    1,
    'find out|herausfind\\p{L}*|averigu\\p{L}*|mi informer\\p{L}*|me renseigner\\p{L}*|uitzoek\\p{L}*|pata kar\\p{L}*|पता कर\\p{L}*',
  ),
];

/** Both within so many signs of each other, in either order. */
function near(one: string, other: string, signs: number): string {
  const [a, b] = [word(one), word(other)];
  return `(?:${a}.{0,${signs}}${b}|${b}.{0,${signs}}${a})`;
}

function word(alternatives: string): string {
  return `(?<![\\p{L}\\p{M}])(?:${alternatives})(?![\\p{L}\\p{M}])`;
}

function subject(weight: number, words: string): Subject {
  return { weight, sign: new RegExp(word(words.normalize('NFKC')), 'su') };
}
