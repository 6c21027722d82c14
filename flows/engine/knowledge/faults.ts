/**
 * Whether a text names something that is wrong with the service: what makes a question a complaint. "Whose clock counts?" is
 * none, however unhappy its words look to a classifier; "why is it down again?" is one.
 */
export function namesFault(text: string): boolean {
  return FAULTS.test(text.normalize('NFKC'));
}

const FAULTS = new RegExp(
  [
    "(?<!\\p{L})(?:not|never|nothing|nobody|no one|no reply|no answer|without any|\\p{L}+n['’]?t|cant|wont|dont|doesnt|didnt|isnt|wasnt) (?!(?:write|contact|send|have|need|want|do|use|in|on|at)(?!\\p{L}))\\p{L}",
    '(?<!\\p{L})(?:wrong\\p{L}*|brok\\p{L}+|break(?:s|ing)?|lost|loses?|losing|missing|gone|crash\\p{L}*|fail\\p{L}*|errors?|bugs?|buggy|down|dead|stuck|slow\\p{L}*|late|delay\\p{L}*|bad|worse|worst|terrible|awful|horrible|useless|garbage|rubbish|crap|sh[i*]t|stupid|dumb|rude|spam\\p{L}*|annoy\\p{L}*|angry|upset|unhappy|disappoint\\p{L}*|unacceptable|ridiculous|joke|scam\\p{L}*|cheat\\p{L}*|lied|lying|nonsense|problems?|issues?|complain\\p{L}*|refund|money back|charged|still waiting|again|twice|hate|wtf|seriously)(?!\\p{L})',
    '(?<!\\p{L})(?:kharab|galat|bekar|bakwas|ghatiya|band ho|kaam nahi|chal nahi|nahi chal|nahi aa|pareshan|dikkat|shikayat)(?!\\p{L})',
    'ख़राब|खराब|ग़लत|गलत|बेकार|बकवास|घटिया|परेशान|दिक़्क़त|दिक्कत|शिकायत|समस्या|नहीं (?:चल|आ|हो|मिल|समझ|कर)',
  ].join('|'),
  'iu',
);
