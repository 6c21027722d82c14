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
  already again still yet now today tonight tomorrow tmrw tmr morning mornin evening eve evng night soon later asap quick quickly fast
  said say saying tell told ask asked asking know think thought mean means meant guess see saw look looks hear heard sounds like
  please pls plz thanks thx thank ty sorry sry hi hello hey hiya yo bye lol haha hehe btw fyi omg idk tbh imo rn
  fit fits fitting match matches matching suit suits going goes go come comes coming got get gets getting give gives send sends bring
  possible maybe perhaps probably really actually basically literally though tho thing things stuff people ppl guests folks log
  hai hain ho hoga hogi hu hun hoon tha thi the na naa nahi nahin nhi mat haan han ha ji sahi theek thik accha acha bilkul arre are arey yaar yar bhai
  bhaiya jaldi kya kyu kyun kab kaise kaisa kahan kaun kaunsa kitna kitne kitni bola boli bolo bol bata batao bataiye kaha keh suno dekho dekh
  mujhe mera meri mere hume humko aap aapka tum tumhara ye yeh wo woh vo isko usko wala wali wale bhi hi to toh ka ki ke ko se me mein par pe
  aur ya lekin magar abhi aaj kal subah shaam raat baad pehle phir fir bas itna itne utna kuch kar karo karna do de dedo dena
  जल्दी लोग सही हाँ नहीं है हैं क्या कब कैसे कहाँ मुझे मेरा आप यह ये वह वो भी ही तो का की के को से में पर और या अभी आज कल`.split(/\s+/u),
);

/** "Argh", "ughh", "hmmm", "omg", "ooh". */
const EXCLAIMED = /^(?:a+r*g+h*|u+g+h+|h+m+|o+h+|a+h+|o+o+|omg|wow|wtf|damn|oops|gosh|huh|eh+)$/u;
