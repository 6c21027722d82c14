import { IN_WORDS } from './prices.ts';

/** A question that customers ask, and what the business answers to it. A business edits these as it does its prices. */
export interface Fact {
  readonly name: string;
  /** Words of a clause that asks it, as the source of a regular expression without regard to case. */
  readonly asks: string;
  /** Three ways to say it in one short sentence, by language. */
  readonly says: Readonly<Record<'en' | 'hi', readonly [string, string, string]>>;
}

const { en, hi } = IN_WORDS;

/** What the business states. Nothing is said here that the agreement does not keep. */
export const FACTS: readonly Fact[] = [
  {
    name: 'what_it_is',
    asks: "(?:is (?:this|it|that)|isn['’]?t (?:this|it)|(?:r|are) (?:u|you)(?: guys)?|so (?:this|it)(?:['’]?s)?|its|it['’]s) (?:not )?(?:(?:just|another|only|basically|simply|really) )+(?:an? |another )?(?:chat ?gpt|gpt|chat ?bot|wrapper|app|bot|ai tool)|(?:gpt|ai) wrapper|(?:kya )?(?:ye|yeh) (?:ek )?(?:app|software|chatbot|bot) (?:hai|h)|(?:app|software) (?:or|ya) (?:app|software|service)",
    says: {
      en: [
        'It is no chat window: we build an automation for your process into the tools you have, and look after it.',
        'No, not a chat window with a new name: for each process we build and look after an automation in your own tools.',
        'What you get is no app to chat with, but one process that runs by itself in the tools you have, looked after by us.',
      ],
      hi: [
        'यह चैट ऐप नहीं है: हम आपके काम का ऑटोमेशन आपके ही टूल्स में बनाते हैं और उसे संभालते हैं।',
        'नहीं, यह नए नाम का चैटबॉट नहीं: हर काम के लिए आपके टूल्स में ऑटोमेशन बनता है, और हम उसे संभालते हैं।',
        'यह बात करने वाला ऐप नहीं, आपके टूल्स में अपने आप चलने वाला काम है, जिसे हम संभालते हैं।',
      ],
    },
  },
  {
    name: 'compared',
    asks: '(?:diff|differs?|different|difference|better|vs|versus|instead of|compared?|cheaper)(?![\\p{L}]).{0,25}(?:zapier|make\\.com|n8n|ifttt|power automate|chat ?gpt|an? va|freelancers?|agenc(?:y|ies))|(?:zapier|make\\.com|n8n|ifttt|power automate|chat ?gpt).{0,30}(?:why|instead|cheaper|better|diff\\p{L}*)',
    says: {
      en: [
        'Such tools you set up and mend yourself; we build it for your process and look after it, support included.',
        'The difference: nobody of yours has to build or mend anything, we do, and support is included.',
        'There you build it yourself; here we build it into your tools, train your team and look after it.',
      ],
      hi: [
        'ऐसे टूल आप ख़ुद बनाते और ठीक करते हैं; यहाँ हम आपके काम के लिए बनाते और संभालते हैं, सहायता के साथ।',
        'फ़र्क़ यह है: बनाना और ठीक करना हमारा काम है, आपका नहीं, और सहायता शामिल है।',
        'वहाँ आप ख़ुद बनाते हैं; यहाँ हम आपके टूल्स में बनाते हैं, टीम को सिखाते हैं और संभालते हैं।',
      ],
    },
  },
  {
    name: 'for_whom',
    asks: '(?:is (?:this|ths|it|that)|(?:do|r|are) (?:u|you)(?: guys)?|made|meant|good|works?|anything) .{0,12}for (?:an? )?(?:small|tiny|little|big|large|solo|one[- ](?:man|person))(?: \\p{L}+)?|too (?:small|tiny) (?:for|to)',
    says: {
      en: [
        'It is for whoever has work that repeats, small teams too: one process is the smallest step.',
        'Small or large, it fits where a task comes up again and again; you begin with one process.',
        'Yes, for small ones too: what counts is work that repeats, and one process is enough to begin.',
      ],
      hi: [
        'यह हर उस टीम के लिए है जिसका काम दोहराता है, छोटी भी: एक काम सबसे छोटा क़दम है।',
        'छोटी हो या बड़ी, जहाँ काम बार-बार आता है वहाँ यह चलता है; शुरुआत एक काम से।',
        'छोटी टीमों के लिए भी: बात दोहराए जाने वाले काम की है, और एक काम से शुरुआत काफ़ी है।',
      ],
    },
  },
  {
    name: 'hours_saved',
    asks: 'how (?:many|much) (?:hours?|hrs|time)(?: (?:a|per|every|each) (?:week|month|day))? (?:(?:would|will|could|can|does|do|might) )?(?:it|this|that|you|u|i|we)(?: guys)? (?:(?:would|will|could|can|actually|really) )?(?:sav|free|gain|get back)\\p{L}*|kitn[ae] (?:ghante|time|samay) bach\\p{L}*|कितने घंटे बच[\\p{L}\\p{M}]*|कितना (?:समय|टाइम) बच[\\p{L}\\p{M}]*',
    says: {
      en: [
        'Clients typically get 20+ hours a week back over all that is automated; how much it is with you, we see in the pilot.',
        'Typically 20+ hours a week, all processes together. Your own figure we look at before anything is built.',
        'Often 20+ hours a week; it depends on what is automated, and your pilot shows your own figure.',
      ],
      hi: [
        'आम तौर पर हफ़्ते के 20+ घंटे, सब कामों में मिलाकर; आपके यहाँ कितने, यह पायलट दिखाता है।',
        'अक्सर हफ़्ते के 20+ घंटे, सब काम मिलाकर। आपका अपना अंक हम बनाने से पहले देखते हैं।',
        'अक्सर 20+ घंटे हफ़्ते के; यह काम पर निर्भर है, और पायलट में आपका अंक दिखता है।',
      ],
    },
  },
  {
    name: 'exit',
    asks: "exit (?:fee|cost|charge)s?|cancell?ation (?:fee|charge|cost)s?|penalt(?:y|ies)|early termination|(?:fee|charge|cost)s? (?:if|for|when|to) (?:i |we |u |you )?(?:quit|leav\\p{L}*|cancel\\p{L}*|stop\\p{L}*)|(?:quit|leave|leaving|cancel|stop) (?:after|in|within) (?:an? |one |the |just |\\p{Nd} )?(?:first )?(?:months?|weeks?)|months? (?:and|n|&|then) (?:then )?(?:quit|leave|cancel|stop)|owe (?:u |you |anything|something|money|more)|(?:if|when) (?:i|we) (?:quit|leave|cancel|do ?n['’]?t like|do not like|(?:['’]?m|am|['’]?re|are|r) not (?:happy|satisfied))|(?:im|we are|were) not (?:happy|satisfied)(?![\\p{L}])|(?:cancel|band|chhod\\p{L}*) (?:kar\\p{L}* |diya )?(?:to|par|pe) (?:kya|kuch|kitna|paise)",
    says: {
      en: [
        'You can stop any month, with one month of notice; there is no exit fee, and after that you owe nothing.',
        'There is no exit fee: you give one month of notice, and nothing is owed beyond it.',
        'Nothing to pay for leaving: stop any month with one month of notice, and that is it.',
      ],
      hi: [
        'आप किसी भी महीने रोक सकते हैं, एक महीने पहले बताकर; छोड़ने का कोई शुल्क नहीं, उसके बाद कुछ देना नहीं।',
        'छोड़ने का कोई शुल्क नहीं: एक महीने पहले बताइए, उसके बाद कुछ बाकी नहीं रहता।',
        'छोड़ने पर कुछ नहीं देना: एक महीने पहले बताकर किसी भी महीने रोकिए।',
      ],
    },
  },
  {
    name: 'fees',
    asks: "(?:what(?:['’]?s| is) the )catch|(?:hidden|extra|additional|other|any more) (?:fee|cost|charge|payment)s?|(?:set-?up|set up|onboarding|installation|training) (?:fee|cost|charge)s?|(?:alag|extra) se (?:kuch|paise|charge)|set-?up ka (?:kitna|kya)",
    says: {
      en: [
        `No set-up fee, and nothing extra for training or support: ${en.pilot} for one process, ${en.further} for each further one.`,
        `There is no set-up fee; training and support are in the ${en.pilot} for one process, each further one is ${en.further}.`,
        `Nothing for the set-up: ${en.pilot} for one process and ${en.further} for each further one, with training and support.`,
      ],
      hi: [
        `सेटअप का कुछ नहीं, ट्रेनिंग और सहायता का अलग से कुछ नहीं: एक काम ${hi.pilot}, हर अगला ${hi.further}।`,
        `सेटअप का कोई शुल्क नहीं; ट्रेनिंग और सहायता ${hi.pilot} में हैं, हर अगला काम ${hi.further}।`,
        `सेटअप मुफ़्त है: एक काम ${hi.pilot}, हर अगला ${hi.further}, ट्रेनिंग और सहायता के साथ।`,
      ],
    },
  },
  {
    name: 'counted',
    asks: '(?:per|each|every|by the) (?:user|seat|person|head|employee|login|member)|(?:per|a|each) month or (?:(?:per|a|each) )?(?:year|quarter|week)|month(?:ly)? or (?:year|annual|one ?time|once)\\p{L}*|(?:is (?:that|it|this) )?(?:a )?one[- ]?(?:time|off) (?:fee|payment|cost|price|job|project|thing)s?|har (?:user|aadmi|bande) ka|mahine (?:ka|ke) ya|ek baar (?:ka|ke|ki).{0,20}mahin\\p{L}*',
    says: {
      en: [
        'The price counts per process and month, not per person.',
        'It is per process and per month, however many of you use it.',
        'You pay by the month for each process, not by the number of users.',
      ],
      hi: [
        'कीमत हर काम और हर महीने की है, प्रति व्यक्ति नहीं।',
        'यह हर काम का और हर महीने का है, लोग कितने भी हों।',
        'आप हर काम का महीने से देते हैं, लोगों की गिनती से नहीं।',
      ],
    },
  },
  {
    name: 'guarantee',
    asks: '(?:can|do|will|would|could) (?:u|you)(?: guys)? (?:really )?(?:guarantee|promise)|guarantee(?:d|s)? (?:that|it|me|this|the|results?|savings?|\\p{Nd})|(?:any|a|is there a|what) guarantee|guarantee (?:hai|milega|dete|doge)|(?:koi )?guarantee\\W*\\?',
    says: {
      en: [
        'No, hours I cannot guarantee: they depend on the task. We agree on a measure first, and you can stop any month.',
        'I cannot guarantee a figure; you test it beside your team before it goes live, and can stop any month.',
        'There is no guarantee of hours: a pilot shows what it saves you, and you can stop any month.',
      ],
      hi: [
        'घंटों की गारंटी मैं नहीं दे सकता, वह काम पर निर्भर है। पहले पैमाना तय होता है, और किसी भी महीने रोक सकते हैं।',
        'किसी अंक की गारंटी नहीं; शुरू होने से पहले आप टीम के साथ परखते हैं, और किसी भी महीने रोक सकते हैं।',
        'घंटों की गारंटी नहीं है: पायलट दिखाता है कि कितना बचा, और किसी भी महीने रोक सकते हैं।',
      ],
    },
  },
];

/** What is asked for and not done here, with the customers' words for it: none of it is promised. */
export const NOT_DONE: readonly { readonly words: string; readonly named: Readonly<Record<'en' | 'hi', string>> }[] = [
  {
    words:
      '(?:tik ?tok|reels?|youtube|insta(?:gram)?)? ?videos?(?: (?:making|editing|production))?|tik ?toks?|reels|video (?:editing|making)',
    named: { en: 'videos', hi: 'वीडियो' },
  },
  {
    words: 'logos?|flyers?|posters?|brochures?|banners?|graphics?(?: design)?|business cards?',
    named: { en: 'design work', hi: 'डिज़ाइन' },
  },
  { words: 'web ?sites?|landing pages?|web ?shops?', named: { en: 'websites', hi: 'वेबसाइट' } },
  { words: '(?:mobile|phone|iphone|android) apps?', named: { en: 'mobile apps', hi: 'मोबाइल ऐप' } },
  { words: 'seo|google ads|facebook ads|ad campaigns?|paid ads', named: { en: 'advertising', hi: 'विज्ञापन' } },
];

/** What is said of it. `{undone}` is what it is called in `NOT_DONE`. */
export const NOT_DONE_SAYS: Fact['says'] = {
  en: [
    'No, {undone|that} we do not make: we automate office work that repeats.',
    'To be straight: {undone|that} is not what we do, repetitive office work is.',
    'That part no: {undone|it} we do not do, only routine work in your tools.',
  ],
  hi: [
    'नहीं, {undone|यह} हम नहीं बनाते: हम दफ़्तर का दोहराया जाने वाला काम ऑटोमेट करते हैं।',
    'साफ़ कहूँ तो {undone|यह} हमारा काम नहीं, रोज़ का दोहराव वाला काम है।',
    'यह हिस्सा नहीं: {undone|यह} हम नहीं करते, सिर्फ़ आपके टूल्स का रोज़ का काम।',
  ],
};
