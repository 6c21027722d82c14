/** A question that the business states nothing about: that is said, and a person offered. A fact that becomes known moves to `FACTS`. */
export interface OpenQuestion {
  /** Words of a clause that asks it, as the source of a regular expression without regard to case. */
  readonly asks: string;
  /** What it is about, in words that follow "about". */
  readonly about: Readonly<Record<'en' | 'hi', string>>;
}

const TONGUES =
  'hindi|english|spanish|german|french|tamil|telugu|marathi|gujarati|bengali|punjabi|urdu|arabic|portuguese|italian|polish|chinese|hebrew|russian|turkish|dutch|japanese|korean|thai|malay';

export const OPEN_QUESTIONS: readonly OpenQuestion[] = [
  {
    asks: `(?:${TONGUES}) (?:me|mein|mai) (?:bhi )?(?:reply|jawab|baat|likh|bol|kaam|chal)\\p{L}*|(?:reply|replies|answer|write|talk|work|respond)s? (?:to \\p{L}+ |\\p{L}+ )?in (?:${TONGUES})|in (?:${TONGUES}) for|(?:does|can|will) (?:it|the (?:bot|assistant|automation)) (?:also |even )?(?:do|speak|write|know|support|handle|reply in|answer in) (?:${TONGUES})`,
    about: { en: 'the languages an automation writes', hi: 'ऑटोमेशन की भाषाओं' },
  },
  {
    asks: 'refunds? (?:policy|possible|rules)|(?:what|wat|how|hows).{0,20}refund|money[- ]?back (?:guarantee|policy)|do (?:u|you) (?:do |give |offer )?(?:a )?refunds?|refund (?:milega|hota|policy)',
    about: { en: 'refunds', hi: 'रिफ़ंड' },
  },
  {
    asks: '(?:what|wat|which) (?:(?:ai|language|exact) )*(?:models?|llm|ai)(?: (?:do|does|is|are|r))?|(?:is|r|are|do) .{0,20}(?:gpt|claude|gemini|llama|openai)|(?:gpt|claude|openai) (?:underneath|inside|behind)|powered by|(?:what|wat|which) (?:lang|language|stack|tech) .{0,15}(?:coded|written|built|made)|kaun ?sa (?:ai|model)',
    about: { en: 'what technology is inside', hi: 'अंदर की तकनीक' },
  },
  {
    asks: '(?:vat|gst|tax(?:es)?)(?: is| are)?(?: already)? (?:incl\\p{L}*|extra|on top|alag|lag\\p{L}*|ke saath)|(?:incl\\p{L}*|plus|excl\\p{L}*|with|w\\/?|without|before|after|ex) (?:of )?(?:vat|gst|taxe?s?)',
    about: { en: 'taxes on the price', hi: 'कीमत पर टैक्स' },
  },
  {
    asks: "who(?:['’]?s| is| will be)? (?:pays?|liable|responsible|at fault)|liability|(?:messes|screws|mess|screw) (?:it |this |something |.{0,15})?up|goes wrong|(?:makes?|made) (?:a )?mistakes?",
    about: { en: 'who answers for mistakes', hi: 'ग़लती की ज़िम्मेदारी' },
  },
  {
    asks: 'case stud(?:y|ies)|testimonials?|references\\b|any (?:other )?(?:clients?|customers?)|success rate|(?:any|have|got|see|ur|your|customer) reviews|how many (?:clients|customers|businesses|companies|users)|(?:talk|speak) (?:to|with) (?:a |some |one of |your |ur )*(?:customers?|clients?)(?: of)?|(?:ur|your) (?:other )?(?:clients|customers)\\W*\\?',
    about: { en: 'clients and references', hi: 'ग्राहकों और रेफ़रेंस' },
  },
  {
    asks: 'where (?:are|r|is) (?:u|you|ur|your)(?: guys| office| company)?(?: based| located| from)?\\W*$|(?:u|you) (?:guys )?(?:based|located)|(?:r|are) (?:u|you)(?: guys)? (?:in|from|near) (?:the )?\\p{L}+\\W*$|(?:ur|your|office) address|(?:ur|your) office|company (?:registered|name)|aap (?:log )?kaha+n? (?:se|ke|par)|office kaha+n?',
    about: { en: 'our office and company', hi: 'हमारे दफ़्तर और कंपनी' },
  },
  {
    asks: 'who owns|(?:do|will|would) (?:i|we) (?:get to )?(?:own|keep) (?:what|the|it|this)|source code|intellectual property|(?:keep|take) it (?:if|when|with)',
    about: { en: 'who owns what is built', hi: 'बनी हुई चीज़ के मालिकाना हक़' },
  },
  {
    asks: '(?:a|any|the|have|got|see|give|book|live|free|ur|your|quick) demo|^\\W*demo\\W*$|demo (?:first|please|pls|dikha\\p{L}*|milega|call)|see (?:it|this|that) (?:working|in action|first|live|run\\p{L}*)|show me (?:it|how it|a sample|an example)|dikha(?:o| do| sakte)',
    about: { en: 'a demo', hi: 'डेमो' },
  },
  {
    asks: '(?:can|does|will|could) (?:it|this|ur bot|your bot) (?:also |even )?(?:phone|call|ring|talk on)|voice (?:bot|calls?|agent|ai)|(?:calls|phone) or (?:just |only )?(?:text|chat|email)',
    about: { en: 'phone calls made by it', hi: 'उसके फ़ोन करने' },
  },
  {
    asks: '(?:send|email|mail|share|have|got)(?: (?:me|us))? (?:an? |the |ur |your |some )?(?:pdf|brochure|deck|presentation|catalog(?:ue)?|one[- ]?pager|leaflet)',
    about: { en: 'papers to read', hi: 'पढ़ने की सामग्री' },
  },
  {
    asks: '(?:for|per|in|at|across) (?:both|all|each|every|several|two|three|\\p{Nd}+)(?: (?:my|our|the))? (?:locations?|branch(?:es)?|shops|stores|offices|sites|clinics|restaurants)\\W*\\??$|per (?:location|branch|shop|store|office|site|clinic)',
    about: { en: 'the price for several locations', hi: 'कई शाखाओं की कीमत' },
  },
  {
    asks: '(?:our|my|own) own (?:server|cloud|hardware)s?|(?:our|my) server|on[- ]?prem\\p{L}*|self[- ]?host\\p{L}*|host (?:it|this) (?:ourselves|myself|on)',
    about: { en: 'running it on your own servers', hi: 'आपके अपने सर्वर पर चलाने' },
  },
  {
    asks: '(?:mobile|phone|iphone|android|tablet|ipad) (?:pe|par|me|mein|app|version)|(?:on|from) (?:my |our |the |a )?(?:mobile|phone|iphone|android|ipad|tablet)\\W*$|मोबाइल (?:पर|में)',
    about: { en: 'use on a phone', hi: 'मोबाइल पर इस्तेमाल' },
  },
  {
    asks: '(?:record|stor|sav|keep|read|log)\\p{L}* (?:of )?(?:my|our|this|these|all) (?:chats?|messages|conversations?|texts)|(?:is|are) (?:this|these|my) (?:chats?|conversations?|messages) (?:recorded|stored|saved|private|logged)',
    about: { en: 'how this chat is kept', hi: 'इस बातचीत को रखने' },
  },
  {
    asks: 'how (?:do|can|would|will) (?:i|we) pay|pay (?:by|with|via) (?:card|upi|paypal|invoice|cheque|check|bank|crypto)|payment (?:method|option|term)s?|(?:take|accept) (?:cards?|upi|paypal|amex|crypto)|paise kaise (?:de|bhej)\\p{L}*',
    about: { en: 'ways to pay', hi: 'भुगतान के तरीक़ों' },
  },
  {
    asks: '(?:vat|gst|tax|company|registration) (?:number|no|id)\\b|insured|insurance\\W*\\?|certified|iso ?\\p{Nd}+|soc ?2',
    about: { en: 'certificates and registration', hi: 'प्रमाणपत्र और पंजीकरण' },
  },
];

/** What is said of it. `{about}` is what it is about. */
export const OPEN_SAYS: Readonly<Record<'en' | 'hi', readonly [string, string, string]>> = {
  en: [
    'About {about|that} I have nothing that I could vouch for, and I will not guess. A colleague can tell you: shall I pass it on?',
    'I cannot answer truthfully about {about|that}. Shall a colleague, who can, answer you here?',
    'I do not know enough about {about|that} to promise anything; a colleague does. Shall one take over here?',
  ],
  hi: [
    '{about|इस} के बारे में मेरे पास पक्की जानकारी नहीं है, और मैं अंदाज़ा नहीं लगाऊँगा। क्या सहकर्मी से पूछूँ?',
    '{about|इस} के बारे में मैं सच-सच नहीं बता सकता। क्या सहकर्मी यहीं जवाब दें?',
    '{about|इस} के बारे में मैं कोई वादा नहीं कर सकता; सहकर्मी बता सकते हैं। क्या वे संभालें?',
  ],
};
