/**
 * What is taken out, without why: "cancel the bananas pls they r too many", "drop the rice, i changed my mind". Blanks stand in place
 * of the reason, so that offsets stay; lines that take nothing out are as they were.
 */
export function withoutReason(line: string): string {
  if (!TAKES_OUT.test(line)) return line;
  return line.replace(REASON, (words) => ' '.repeat(words.length));
}

const TAKES_OUT =
  /^(?:(?:pls|please|plz|ok|no|sorry|actually|wait|hey|hi|can|could|u|you|bhai|and|in my order|my order)[\s,.!]+)*(?:cancel|cancle|remove|rmv|delete|drop|scrap|take out|take off|leave out|skip)\b/iu;
const REASON =
  /[\s,.;:–-]+(?:(?:pls|please|plz)[\s,.]+)?(?:(?:coz|cuz|cos|because|bcoz|bcz|since|kyunki|kyuki)\b|(?:i|we|they|it|that|those|these)\s+(?:r|are|is|was|were|have|has|had|never|do|did|don['’]?t|dont|didn['’]?t|already|mis\p{L}+|made|changed|ordered|got|bought|found|am|can['’]?t|cant|won['’]?t|no longer)\b|(?:i['’]?ve|i['’]?m|they['’]?re|theyre|its|it['’]?s|thats|that['’]?s)\s|(?:just )?changed (?:my|our) mind|by mistake|my mistake|(?:too|so) (?:many|much|expensive|costly)\b|not needed|no need|don['’]?t need|galti se|zyada (?:ho|hai|h)\b).*?(?=$|[.;!?\n]+\s*\S|[,\s]+(?:and|but|also|aur)\s+(?:add|send|give|put|make|i want|\p{Nd}))/imu;

/** "Theek hai par 2 kilo": what is agreed to before a but names no goods. Blanks stand in its place. */
export function withoutAssent(line: string): string {
  return line.replace(ASSENT, (words) => ' '.repeat(words.length));
}

const ASSENT = /^\s*(?:the+k|thik|sahi) (?:hai|h)[\s,.!]+(?:par|pr|lekin|magar|but|bas)\s+(?=\S)/iu;
