/**
 * Whether a message asks never to be contacted again. A rule, not a score: it has legal weight, so it must catch the plain
 * forms for certain and leave sentences alone in which the word only occurs.
 */
export function isStopRequest(text: string): boolean {
  const said = text
    .slice(0, 300)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return WHOLE.test(said) || ASKED.test(said);
}

const WHOLE =
  /^(please |pls |ok |no |just )*(stop|stop all|stopall|stop it|stop now|stop please|stop pls|stop this|unsubscribe|opt out|optout|cancel messages|end messages|remove me|leave me alone|band karo|बंद करो|रोको)( please| pls| now| thanks| thank you| stop)*$/u;
const ASKED =
  /\b(unsubscribe me|unsubscribe from|opt me out|opt out of|(stop|quit) (messaging|texting|contacting|writing|sending|spamming|bothering|dming|pinging)|(don'?t|do not|never|dont) (ever )?(message|text|contact|write|dm|ping|bother|email)( to)? me( again| anymore| any more| ever)?|(take|remove) me (off|from) (your|the|this)|no more (messages|texts|dms|follow[ -]?ups)|leave me alone)\b/u;
