const words = (said: string): ReadonlySet<string> => new Set(said.split(/\s+/));

/**
 * Whether words may name a product: none of a sentence ("is", "my"), not only words of the trade ("order", "delivery"), and
 * few; without a quantity or a word of ordering fewer.
 */
export function canBeProduct(
  product: string,
  { isOrdered }: { readonly isOrdered: boolean } = { isOrdered: true },
): boolean {
  const said = product.split(' ');
  if (said.length > (isOrdered ? MOST_WORDS : MOST_BARE_WORDS)) return false;
  if (said.some((word) => IN_SENTENCES.has(word))) return false;
  if (said.every((word) => OF_THE_TRADE.has(word) || !/\p{L}/u.test(word))) return false;
  return isOrdered || !said.some((word) => NOT_ALONE.has(word));
}

const MOST_WORDS = 9;
/** "Amul taaza toned fresh milk pouch"; longer ones are sentences. */
const MOST_BARE_WORDS = 6;

const IN_SENTENCES = words(
  `than except excluding besides everything if because is are am was were be been being has had have does did doing will would should could can must i you he she they we me him us your their his
  her its it's i'm i've i'll you're we're they're that's there what why who whom whose which where when how because anything something nothing
  everyone anyone someone nobody not never don't doesn't didn't isn't aren't wasn't can't won't couldn't wouldn't very too yet already still
  hai hain tha thi hoon hun raha rahi rahe nahi nahin kya kyun kaise kab kahan kitna kitne mera meri mere naam aap main mein hoga hogi gaya gayi
  है हैं था थी हूं हूँ नहीं क्या क्यों कैसे कब कहाँ मेरा मेरी मेरे नाम आप मैं रहा रही know think want need wait tell told said say called please thank`,
);

const OF_THE_TRADE = words(
  `order orders item items thing things stuff product products list menu catalogue catalog bill invoice receipt price prices rate rates discount
  offer offers delivery deliver delivered address number phone pin pincode code status help support agent human person people someone manager owner refund return
  returns payment pay cart basket cash card upi cod hello hi hey yes no yep yeah ok okay thanks thank bye goodbye good great nice perfect cool
  done sorry stop cancel confirm confirmed correct right wrong maybe perhaps probably minimum maximum min max later nothing everything anything all none both groceries grocery something
  one ones morning evening night afternoon quantity amount total rest sure fine alright exactly enough same again more less other others another
  it that this them those and or the a of to for in on at by with from if so but then home house office shop store today tomorrow now here there
  time day days week month minute minutes hour hours question problem issue idea way lot bit little few some new old next last first second
  double triple half usual start over begin skip back go continue proceed change update edit modify add remove delete replace checkout place
  namaste namaskar haan haa han ji theek thik accha acha achha bas bhai shukriya dhanyavad नमस्ते हाँ हां जी ठीक अच्छा बस धन्यवाद शुक्रिया
  chahiye likh rakh mangwa jod kar karo do dena bhej bhejo de la le ho sab kuch aur wahi order saman saaman samaan सब कुछ और कर दो मेरा confirmation english hindi language
  itna itni rehne bhool jao sec secs slot option choice bye moment bit wait reorder welcome lol haha hmm hm ok okay k test testing you me mistake yourself myself whatever
  ऑर्डर`,
);

/** Words of small talk: without a quantity they name nothing that is sold. */
const NOT_ALONE = words(
  `here my our so as about like love hate go going come coming call wait see look talk speak happy sad angry late early fast slow bad worst best better
  service day morning night evening weekend birthday party who mr mrs ms dr sorry thank thanks bye welcome done cool nice great lovely
  name live from near road street nagar colony sector flat floor building aaja raho chalo haan bhi`,
);
