/** Whether somebody who waits asks how long it takes, or whether anybody comes. */
export function asksWhenAnswered(text: string): boolean {
  return ASKS_WHEN.test(text.normalize('NFKC'));
}

const WHO =
  "(?:(?:i|we|you|u|they|he|she|it|some(?:one|body)|any(?:one|body)|(?:a|the|your|ur) (?:person|human|colleague|agent|team|manager|guy|reply|answer|call))(?:['’]?(?:ll|re|s))? )?";
const COMES =
  '(?:come|coming|call|calling|reply|replying|answer|answering|respond|responding|write|writing|contact|hear|get back|get (?:a|an|my|any|the|some) (?:reply|answer|response|call|callback)|reach|join|be (?:here|back|there)|free|available)';

const COMES_ALONE =
  '(?:comes?|calls?|repl(?:y|ies)|answers?|responds?|writes?|contacts?|gets? back|a (?:reply|answer|response|call))';

const ASKS_WHEN = new RegExp(
  [
    `(?<!\\p{L})when (?:(?:will|do|does|can|is|are|would|shall|ll) )?(?:i |we )?${WHO}(?:going to |gonna |expect )?${COMES}`,
    `(?<!\\p{L})how (?:long|much longer|soon|much time)(?: (?:more|now))?(?: (?:will|do|does|is|until|till|before|must|should|to|for|i|we|it|this|that|wait|have|take|the|a|an|your|ur|someone|somebody|anyone|person|colleague|reply|answer|he|she|they|you|u|come|need|got))*\\W*$`,
    `(?<!\\p{L})how (?:long|soon|much (?:longer|time))(?: (?!(?:order|delivery|parcel|goods|stuff|items?|refund|project|set-?up)(?!\\p{L}))\\p{L}+){0,5} ${COMES_ALONE}(?!\\p{L})`,
    `(?<!\\p{L})(?:any(?:one|body)|some(?:one|body))(?: (?:even|actually|still|ever|going to|gonna|will|is))* (?:there|here|${COMES})(?!\\p{L})`,
    // "Hello?", "any news?", "??"
    '^\\W*(?:(?:hi+|hell?o+|hey+)\\W*)+\\?\\W*$',
    '^[^\\p{L}\\p{N}]*\\?[^\\p{L}\\p{N}]*$',
    '^\\W*(?:(?:any|some)(?:one|body))\\W*$',
    '(?<!\\p{L})koi (?:hai|he)(?: kya)?\\W*$|^\\W*(?:क्या )?कोई है[^\\p{L}\\p{M}]*$|कितना इंत[^ ]+ ',
    '(?<!\\p{L})(?:any|some) (?:news|updates?|word|progress|repl(?:y|ies)|response)(?: (?:yet|so far|now|from (?:them|your team|the team|anyone|your side)))*\\W*$',
    '(?<!\\p{L})(?:are |r )?(?:you|u|ya)(?: guys| all)?(?: still| even)? (?:there|here|around)(?! \\p{L})',
    '(?<!\\p{L})(?:kab|kitni der|kitna time|kitne der)(?: \\p{L}+){0,4} (?:aayega|aaega|ayega|aayegi|aayenge|milega|karega|karenge|karoge|dega|denge|lagega|lagegi|baat|reply|call|jawab)(?!\\p{L})',
    '(?:कब(?: तक)?|कितनी देर|कितना समय)(?: [\\p{L}\\p{M}]+){0,4} (?:आए|आएग|मिलेग|करेंग|करेग|देंग|देग|लगेग|बात|जवाब)',
  ].join('|'),
  'iu',
);
