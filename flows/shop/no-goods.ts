import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ShopView } from '../../contracts/commerce/shop.ts';
import type { Match, Naming } from './match.ts';
import { foundFor, matchOf } from './match.ts';

/**
 * The talk without what only carries a sentence, "thats all", "by wednesday", "boss says no": words of talk name no goods, unless something of
 * the shop is called just so ("All Out"). An amount beside them is that of the goods behind it ("wife says 2 kg potatoes"), and what
 * is set so is what was spoken of ("change of plan, make it 3").
 */
export function goodsOf(talk: readonly OrderTalk[], view: ShopView): readonly OrderTalk[] {
  return talk.flatMap((one, at): readonly OrderTalk[] => {
    const before = talk[at - 1];
    if (isTalk(before, view) && isCountedBy(one, before)) return [{ ...one, quantity: before.quantity }];
    if (!isTalk(one, view)) return [one];
    const isCounted = one.quantity !== undefined || one.sizes.length > 0 || one.priceMajor !== undefined;
    if (!isCounted || isCountedBy(talk[at + 1], one)) return [];
    return one.kind === 'set' ? [{ ...one, product: undefined }] : [one];
  });
}

type GoodsTalk = Extract<OrderTalk, { kind: 'add' | 'set' | 'remove' }>;

function isTalk(one: OrderTalk | undefined, view: ShopView): one is GoodsTalk {
  if (one?.kind !== 'add' && one?.kind !== 'set' && one?.kind !== 'remove') return false;
  if (one.product === undefined || !namesNoGoods(one.product)) return false;
  return (foundFor(view, one.product, one.sizes)[0]?.score ?? 0) < CALLED_SO;
}

/** Whether goods without an amount stand right behind the one of talk. */
function isCountedBy(one: OrderTalk | undefined, before: GoodsTalk): one is GoodsTalk {
  const isUncounted = one?.kind === 'add' && one.product !== undefined && one.quantity === undefined;
  return isUncounted && before.kind === 'add' && before.quantity !== undefined && one.start - before.end <= 1;
}

/**
 * Which product words mean. Nothing that only sounds like them: talk ("400 make"), or several words beside no amount and no size, none of
 * which names any goods ("karan shah" is no honey, "plans changed" no flour).
 */
export function matchSaid(found: readonly FoundProduct[], naming: Naming): Match {
  return isHeardInto(found, naming) ? { kind: 'unknown' } : matchOf(found, naming);
}

function isHeardInto([best]: readonly FoundProduct[], { words, said, sizes }: Naming): boolean {
  if (best === undefined) return false;
  if (namesNoGoods(words)) return best.score < CALLED_SO;
  const isBare = said === undefined && sizes.length === 0;
  return isBare && /\s/u.test(words.trim()) && best.score < SHARES_A_WORD;
}

/** By the scores of the search: all of its words, and no others. */
const CALLED_SO = 0.95;
/** By the scores of the search: one of two words as it is, in a longer name, has 0.39; one that is spelled alike has 0.37. */
const SHARES_A_WORD = 0.385;

/** Whether the words only exclaim, agree or carry a sentence: of such it is not said that they are not sold here. */
export function namesNoGoods(words: string): boolean {
  return words
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’]+/u)
    .every((word) => word === '' || EMPTY.has(word) || EXCLAIMED.test(word));
}

/** Words that carry sentences and small talk, in English, in chat's spelling and in Hindi: none of them is ever sold. */
const EMPTY: ReadonlySet<string> = new Set(
  `i we you u r ur he she they it its it's it’s im i'm i’m ive i've we're they're me us him her them em my your our their his mine yours
  this that that's thats that’s these those there here is are am was were be been being do does did done doing has have had having can could cud
  will would wud shall should may might must gonna wanna gotta lemme gimme let lets let's want wants wanted wanting need needs needed
  what whats what's what’s wat wats which who whom whose when where why how hows how's wen wer y
  and or but so then than if of for to from with without by at in on into onto about as per via off out up down over under
  a an the any some all both each every other another same such own
  not no nope nah never none nothing yes yeah yep yup ya ok okay k kk fine good great nice cool right correct exactly true sure well just only also too
  thats dont didnt doesnt isnt wasnt arent cant wont wouldnt couldnt havent hasnt youre theyre ill id
  wants says told tells spoke spoken speak talk discussed discuss promised agreed changed change changes changing mind plan plans planned
  make makes made making fix fixed keep kept leave left remove removed add added put undo check checked correct corrected carry proceed continue
  forget forgot forgotten stop wait hold done do try cancel cancelled
  customer customers client existing regular old member boss wife husband mother mom mum dad father brother sister son daughter manager
  name number no. po ref reference qty quantity quantities amount total totals
  hurry decide decided think thought understand understood believe slow quick same
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun weekend week yesterday
  wrong mistake mistakenly different never ever mind whatever anyway anyways instead later obviously definitely surely clearly otherwise
  already again still yet now today tonight tomorrow tmrw tmr morning mornin evening eve evng night soon later asap quick quickly fast
  said say saying tell told ask asked asking know think thought mean means meant guess see saw look looks hear heard sounds like
  please pls plz thanks thx thank ty sorry sry hi hello hey hiya yo bye lol haha hehe btw fyi omg idk tbh imo rn
  fit fits fitting match matches matching suit suits going goes go come comes coming got get gets getting give gives send sends bring
  possible maybe perhaps probably really actually basically literally though tho thing things stuff people ppl guests folks log
  hai hain ho hoga hogi hu hun hoon tha thi the na naa nahi nahin nhi mat haan han ha ji sahi theek thik accha acha bilkul arre are arey yaar yar bhai
  bhaiya jaldi kya kyu kyun kab kaise kaisa kahan kaun kaunsa kitna kitne kitni bola boli bolo bol bata batao bataiye kaha keh suno dekho dekh
  mujhe mera meri mere hume humko aap aapka tum tumhara ye yeh wo woh vo isko usko wala wali wale bhi hi to toh ka ki ke ko se me mein par pe
  usme usmein isme ismein inme unme usi isi unko inko uska iska uske iske sirf batana bataye btao bolna kehna likho likha galat galti samjha samjho samajh jaisa jaise waisa waise liya lena gaya gayi
  raho rahe raha rahi rahna rehna chahiye chaiye diya dijiye kijiye karte karta karti kiya naam wapas apna apne hamara hamari
  aur ya lekin magar abhi aaj kal subah shaam raat baad pehle phir fir bas itna itne utna kuch kar karo karna do de dedo dena
  जल्दी लोग सही हाँ नहीं है हैं क्या कब कैसे कहाँ मुझे मेरा आप यह ये वह वो उसमें इसमें उसे इसे उसका इसका उनको इनको सिर्फ़ सिर्फ बस कुल बताओ बताइए बता बोलो बोला कहा लिखो गलत ग़लत समझ समझा लिया जैसा जैसे वैसा वैसे गया ठीक जल्दी नाम दो दे दीजिए करो कर कीजिए रहने भी ही तो का की के को से में पर और या अभी आज कल`.split(
    /\s+/u,
  ),
);

/** "Argh", "ughh", "hmmm", "omg", "ooh". */
const EXCLAIMED = /^(?:a+r*g+h*|u+g+h+|h+m+|o+h+|a+h+|o+o+|omg|wow|wtf|damn|oops|gosh|huh|eh+)$/u;
