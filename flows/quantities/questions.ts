import { isOrderWord } from './fillers.ts';
import type { Clause } from './clauses.ts';

/** Whether a clause asks or tells something instead of ordering: "do you have eggs", "how much is rice", "I am at home". */
export function isNoOrder(clause: Clause, hasQuantity: boolean): boolean {
  const said = clause.said.replace(GREETING, '');
  if (isRequest(said)) return ABOUT_OTHER.test(said);
  if (ASKING.test(said) || ASKED_IN_HINDI.test(said)) return true;
  if (ASKING_NOUN.test(said)) return true;
  if (TELLING.test(said) || ABOUT_OTHER.test(said)) return true;
  if (!/\p{Nd}/u.test(said) && TELLING_WHO.test(said)) return true;
  return clause.isAsked && !hasQuantity && !said.split(' ').some(isOrderWord);
}

const GREETING =
  /^(?:(?:hi|hello|hey|yes|yeah|and|aur|so|then|well|now|no|good|dear|oh|great|thanks|namaste|haan|accha|sorry) )+/;

/** "Can I get", "could you add": an order, if what it wants can be sold. */
function isRequest(said: string): boolean {
  return REQUEST.test(said) || HINDI_REQUEST.test(said);
}

const DOING =
  '(?:get|have|order|buy|take|add|send|give|bring|deliver|pack|put|include|book|arrange|place|ship|supply|remove|delete|cancel|drop|take|change|make|replace|swap|double|triple|reduce|increase|repeat|reorder|update|set|skip|switch|halve|do|clear|empty|keep|leave)';
const REQUEST = new RegExp(
  `^(?:can|could|may|might|would|will|shall|should|pls can) (?:i|we|you|someone|u|it be possible to)(?: (?:also|just|now|still|maybe|like to|be able to|then|mind|instead))* ${DOING}(?: |$)|^(?:would|will) (?:i|we|you) (?:like|mind|love)|^is it possible to ${DOING}|^how about (?:we )?(?:${DOING}|\\d)|^(?:can|could) ${DOING}|^(?:would|could|can) you (?:please )?${DOING}`,
);
const HINDI_REQUEST =
  /(?:bhej|dena|mil|la|jod|rakh|hata|kar|badal) sakta|^kya (?:mujhe|hamein|main|hum) .*(?:mil|chahiye)/;

const ASKING =
  /^(?:what|what's|whats|how|how's|when|when's|where|where's|why|which|who|whose|is|are|was|were|did|does|am|any|has|isn't|aren't|do (?:you|we|i|they|your|the)|don't you|have (?:you|the|we)|had|should|shall|would|will|can|could|may|got any|tell me|let me know|i (?:want|need|would like) to (?:know|ask|check|return|complain|speak|talk|see)|just (?:checking|asking|wondering)|kya|kab|kahan|kaise|kaun|kitna|kyun)(?: |$)/;
const ASKED_IN_HINDI =
  /(?:^| )(?:kya|kab|kahan|kaise|kaun|kitna|kyun|milega)(?: |$)|(?:^| )hai (?:na|ki nahi|aapke paas)/;
const ASKING_NOUN =
  /(?:^| )(?:price|prices|pricing|rate|rates|cost|costs|bhav|available|availability|in stock|out of stock|discount|discounts|offers?|how much|how many|mrp)(?: |$)/;

/** What a person, a delivery or a payment is or does. */
const TELLING =
  /(?:^| )(?:i|we|you|he|she|they|it|my|our|your|there|that|this|who|main|hum|mera) (?:\S+ )?(?:am|are|was|were|is|has|had|have (?:a|an|been|to|no|two|three|\d)|live|stay|received|paid|got|ordered|bought|said|told|think|know|feel|hope|forgot|hai|hoon|ho|tha)(?: |$)|(?:^| )(?:is|are|was|were|been|tha|hoon|isn't|wasn't|aren't|didn't|doesn't|can't|cannot|couldn't|won't|haven't|hasn't) |(?:^| )(?:hoon|tha|hai|is|are)$|^(?:i|we) (?:have|had|got|like|love|hate|live|think|know|ate|use|used|will (?:pay|call|come|check|be|wait|think|confirm|see)|can|pay|don't know) |^i'll (?:pay|call|come|check|be|wait|think|confirm|see|let)/;
/** "I'm Karan", "im an old customer": who somebody is, unless it says what they want. */
const TELLING_WHO =
  /^(?:i'm|im|i am|myself) (?!(?:after|looking|ordering|going|getting|taking|buying|having|needing|in need|wanting|short of|out of|running)(?: |$))/;
/** Things that are spoken of in a shop but not sold. */
const ABOUT_OTHER =
  /(?:^| )(?:refund|invoice|receipt(?! (?:rolls?|books?|papers?))|payment|upi|gpay|paytm|phonepe|cod|cash on delivery|credit card|debit card|manager|human|agent|executive|customer care|complaint|complain|status|track|tracking|catalogue|catalog|menu|discounts?|address|delivery (?:time|date|charge|charges|fee|slot|boy|person|address)|phone number|mobile number|my number|my name|account|password|website|app|location|my order (?:is|was|has|did|number|id)|where is|wrong|damaged|broken(?! (?:wheat|rice|cashews?))|stale|rotten|expired|late|delayed|missing|talk to|speak to|call me|call us|cancel (?:my|the|this|that)? ?order)(?: |$)/;
