/**
 * The task a customer talks about, as a short noun phrase in their own words: "appointment reminders", "product uploads".
 * Undefined where no work is named. English, and Hindi in both scripts.
 */
export function taskIn(said: string): string | undefined {
  return tasksIn(said)[0];
}

/** All of them, in the order in which they are said. */
export function tasksIn(said: string): readonly string[] {
  return [...new Set(namedIn(said.normalize('NFKC')).map(({ task }) => task))];
}

/**
 * Those of them that are said to be several, the first included: joined by "and", "+" or a comma, added with "also", or each on a
 * line. In "reminders for our clinics. about 900 appointments a month" that is one: what is counted beside a task is its volume.
 */
export function severalTasksIn(said: string): readonly string[] {
  const text = said.normalize('NFKC');
  const joined: NamedTask[] = [];
  for (const named of namedIn(text)) {
    const last = joined.at(-1);
    const isSeveral = last === undefined || (isJoined(text, last, named) && !isVolumeOf(text, last, named));
    if (isSeveral) joined.push(named);
  }
  return [...new Set(joined.map(({ task }) => task))];
}

interface NamedTask {
  readonly task: string;
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

function namedIn(text: string): readonly NamedTask[] {
  const hindi = [...text.matchAll(HINDI_TASK)].map((found) => namedAt(found, tidied(found[0])));
  if (hindi.some(({ task }) => OF_SOMETHING.test(task))) return hindi;
  const english = [...text.matchAll(TASK)].map((found) =>
    namedAt(found, inPlural(tidied(found.groups?.['task'] ?? ''))),
  );
  return english.length > 0 ? english : hindi;
}

function namedAt({ index = 0, 0: whole }: RegExpMatchArray, task: string): NamedTask {
  return { task, start: index, end: index + whole.length };
}

function isJoined(text: string, before: NamedTask, { start, end }: NamedTask): boolean {
  const between = text.slice(before.end, start);
  const rest = /^[^.!?;\n]*/u.exec(text.slice(end))?.[0] ?? '';
  return JOINS.test(between) || ADDED.test(between) || (/[.!?;\n]/u.test(between) && ADDED_AFTER.test(rest));
}

/** "Appointment reminders, 900 appointments a month": a number of what the task is about. */
function isVolumeOf(text: string, { task }: NamedTask, named: NamedTask): boolean {
  const isCounted = /\p{Nd}\s*$/u.test(text.slice(0, named.start));
  const about = task.split(' ').map(stemOf);
  return (
    isCounted &&
    named.task
      .split(' ')
      .map(stemOf)
      .some((word) => about.includes(word))
  );
}

function stemOf(word: string): string {
  return word.replace(/s$/u, '');
}

/** The joint, and after it no more than what leads to a task: "and get typed into" leads elsewhere. */
const TO_TASK =
  "(?:\\s*(?:[-*•]|\\p{Nd}[.)]))?(?:\\s(?!(?:into|from|for|of|with|by|in|on|at|via|per|that|which|who|then|because|as|like|if)(?![\\p{L}]))[\\p{L}\\p{Nd}’'-]+){0,4}\\s*";
const JOINS = new RegExp(
  `(?:[,+&/\\n]|(?<![\\p{L}\\p{M}])(?:and|n|plus|aur|bhi|or also|as well as|along with|और)(?![\\p{L}\\p{M}])|\\s\\p{Nd}[.)])${TO_TASK}$`,
  'iu',
);
const ADDED =
  /(?<![\p{L}\p{M}])(?:also|plus|too|as well|add|both|besides|bhi|second(?:ly)?|2nd|another|भी)(?![\p{L}\p{M}])/iu;
const ADDED_AFTER = /(?<![\p{L}\p{M}])(?:also|too|as well|bhi|भी)(?![\p{L}\p{M}])/iu;

function tidied(task: string): string {
  return task.trim().replace(/\s+/gu, ' ').toLowerCase();
}

/** "Fees ki reminder" says more than "reminder". */
const OF_SOMETHING = /\s(?:ki|ka|ke)\s/u;

/** "For reminder" is no English: what is counted is named in the plural. */
function inPlural(task: string): string {
  return task.replace(
    /(?<=^|\s)(?:invoice|reminder|appointment|booking|roster|order|return|lead|report|receipt|quotation|quote|newsletter|upload|spreadsheet|claim|count|call|ticket)$/u,
    '$&s',
  );
}

/** Work that is a task by itself. */
const ALONE =
  'quotes?|inventory|rotas?|expense claims|stock counts?|stock counting|stocktak(?:e|es|ing)|invoices?|invoicing|billing|bookkeeping|reminders?|appointments?|bookings?|scheduling|rosters?|order entry|orders|returns|lead (?:sorting|qualification|handling|follow[ -]?ups?)|leads|follow[ -]?ups?|reports|reporting|data entry|payroll|payslips|expenses|receipts|quotations|chatbot|newsletters?|uploads|spreadsheets|e-?mails';
/** Words that name work only with another one before them: "customer emails", "support tickets". */
const WITH_ANOTHER =
  'mails?|replies|msgs|updates|claims?|counts?|counting|tickets?|support|service|enquir(?:y|ies)|inquir(?:y|ies)|questions|calls|messages|listings?|sorting|entry|typing|posts|confirmations?|requests|documents|lists';
/** Words that stand before a task without being part of its name. */
const NOT_PART =
  '(?:a|an|the|our|my|your|their|his|her|its|this|that|these|those|some|any|all|more|most|many|much|same|every|each|in|on|of|for|from|to|with|by|at|about|into|and|or|but|as|is|are|was|be|do|does|we|i|you|they|he|she|it|have|has|had|get|gets|need|needs|want|wants|like|help|automate|automating|handle|handling|answer|answering|copy|copying|send|sending|make|making|write|writing|type|typing|process|processing|manage|managing|create|creating|doing|spend|spending|hours?|days?|weeks?|months?|time|day|week|hand|manually|drowning|killing|mostly|mainly|just|only|also|still|so|too|very|no|not|what|which|who|how|when|where|why|can|could|would|will|should|lot|lots|hum|ham|main|mai|aap|log|ye|yeh|woh|koi|sab|sabhi|kya|bhi|roz|hath|haath|dono|ke|ka|ki|ko|kaa|liye|me|mein|se|hai|hain|kar|karna|karne|apne|apni|mera|meri|hamara|hamari|hume|humein|hame|mujhe|chahiye|lene|lena|pe|par|wala|wale|aur|business|sell|forget|forgets|answers|handles|sends|der|die|das|unsere?|mis|las|there|here|yes|ok|okay|hi|hello|up|out|off|over|n|w|u|ur|r|plus|both|drop|add|adding|remove|without|skip|start|begin|if|price|cost|total|then|lets|do|said|told|task|tasks|got|losing|lose|approx|about|around|maybe|use|using|sure|sirf|bas|achha|accha|toh|sir|madam|bhai|well|so|hmm|now|whats|hey|yo|pls|please)';
const PART = `(?!${NOT_PART}(?![\\p{L}]))[\\p{L}][\\p{L}'’-]{1,20}`;
const BEFORE = '(?<![\\p{L}\\p{M}\\p{N}@.])';
const AFTER = '(?![\\p{L}\\p{M}@])';

const TASK = new RegExp(
  `${BEFORE}(?<task>(?:${PART}\\s){0,2}(?:${ALONE})(?:\\s(?:e-?mails?|confirmations?|entry|tickets|requests|reports|calls|messages|reminders|texts))?|(?:${PART}\\s){1,2}(?:${WITH_ANOTHER}))${AFTER}`,
  'giu',
);

const HINDI_TASK = new RegExp(
  `${BEFORE}(?:(?!(?:mera|meri|hamara|hamari|apna|apni|unka|unki)(?![\\p{L}]))[\\p{L}]{3,15} (?:ki|ka|ke) )?(?:(?:whatsapp|facebook|instagram|online|व्हाट्सऐप) (?:pe |par |पर )?)?(?:bill(?:s|ing)? bana(?:ne|na)|order(?:s)? (?:len[ae]|entry)|appointment(?:s)?(?: len[ae])?|invoice(?:s)?|data entry|follow ?up(?:s)?|reminder(?:s)?|बिल(?: बनाने| बनाना)?|ऑर्डर(?: लेने| लेना)?|अपॉइंटमेंट|इनवॉइस|डेटा एंट्री|फ़ॉलो-?अप|फॉलो-?अप|रिमाइंडर)${AFTER}`.normalize(
    'NFKC',
  ),
  'giu',
);
