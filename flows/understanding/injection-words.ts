import { phrasePattern } from './plain.ts';

/** Shapes of messages that give orders, read after `plain` and, but for MARKERS, `wordsOf`. Each says what it is for. */

const RULES =
  '(?:instructions?|prompts?|rules?|guidelines?|guard ?rails?|restrictions?|directives?|orders|constraints?|programming|system messages?|safety (?:rules|filters?|measures)|limitations?|facts|flow|state machine|pricing rules)';
/** Whose rules they are: never the customer's own. */
const OURS =
  '(?:all|any|every|each|of|the|your|these|those|this|previous|prior|above|earlier|preceding|initial|original|existing|current|former|system|safety|content|other|old|own|hidden)';
const OVERRIDE =
  "(?:ignore|disregard|forget|override|overwrite|bypass|circumvent|discard|neglect|break|stop following|do not (?:follow|obey)|don't (?:follow|obey)|never follow)";
const REVEAL =
  '(?:reveal|show|print|output|display|repeat|tell|give|share|leak|expose|copy|paste|write(?: out)?|dump|list|translate|summari[sz]e|recite|quote|disclose|send|read(?: out)?)';
const SECRET =
  '(?:full|exact|entire|complete|hidden|secret|system|initial|original|internal|own|whole|first|actual|real)';
const AI = '(?:ai|model|llm|gpt|chat ?bot|bot|assistant|agent|dan|system|persona|hacker|entity)';
const FREE = '(?:unrestricted|uncensored|unfiltered|jailbroken|unlimited|evil|amoral|lawless)';
const BOSS = '(?:developer|creator|admin(?:istrator)?|programmer|engineer|master|operator|maker|supervisor|root user)';

/** Anywhere in a message. */
export const ORDERS: RegExp = phrasePattern([
  // Rules that shall not hold any more.
  `${OVERRIDE} (?:${OURS} )+${RULES}(?! (?:i|we|he|she|they|from|of|my|our|for|in|on) )`,
  `(?:ignore|disregard|forget|discard) (?:all|everything|anything)(?: of)?(?: that| what)?(?: is| was)? (?:above|before|you (?:were|was|have been|are|know|learned|learnt|got)|said before|previously|prior|so far and)`,
  `(?:disregard|forget|ignore) (?:the above|what you were told|what they told you)`,
  `follow mine|(?:instead )?(?:only )?(?:obey|follow) (?:only )?my (?:orders|rules|commands|instructions) (?:only|instead|now)`,
  `override (?:(?:the|your|all|any|this) )*(?:pricing|prices?|discounts?|checks?|limits?|safety|system|polic(?:y|ies)|validation|approvals?)|system override`,
  `treat (?:every|all|any|each|this|my)(?: \\p{L}+)? (?:messages?|answers?|repl(?:y|ies)|inputs?|texts?|words?) as`,
  `(?:start|begin|end|prefix|continue) (?:your|every|each|the next) (?:\\p{L}+ )?(?:answers?|repl(?:y|ies)|responses?|messages?|output) with`,
  // What it was told.
  `${REVEAL}(?: (?:me|us|out|to me|back))*(?: (?:the|your|this|that|its|all|of|my))+(?: ${SECRET})* (?:prompts?(?! (?:payment|delivery|reply|response|service|answer))|system (?:messages?|instructions?))`,
  `${REVEAL}(?: (?:me|us|out))* your(?: ${SECRET})* (?:instructions?|guidelines?|directives?)(?! (?:for|to|on|of|about|how) )`,
  `(?:what(?:'s| is| are| was| were| does| do)|tell me|how does) (?:your|the)(?: ${SECRET})* (?:system )?prompts?(?! (?:payment|delivery|reply|response))`,
  `what (?:is|are|were) your ${SECRET}(?: ${SECRET})* (?:instructions?|guidelines?|directives?|system message)`,
  `(?:instructions?|prompt|rules|text|message|words|context|facts)(?: that| which)? you (?:were|have been|had been|are|got|have|received)(?: been)? ?(?:given|told|shown|sent|fed|received|got|initiali[sz]ed|programmed)?(?: with| before| at)?(?<=given|told|shown|fed|received|programmed|initiali[sz]ed|with)`,
  `${REVEAL}(?: me)? (?:everything|all|the (?:words?|text|lines?|messages?|contents?|sentences?)|what(?: is|'s)?(?: written| said)?) (?:\\p{L}+ )?(?:above|before this (?:message|line|chat)|in your context)`,
  `what(?: is|'s| was| does)(?: it)? (?:written|said|say|stated|standing|text|there)(?: \\p{L}+)? (?:above|before) (?:this|my|the)`,
  `(?:hidden|secret|invisible) (?:text|message|prompt|instructions?)`,
  // Who it shall be.
  `you are (?:now|no longer|from now on) (?:dan|an? (?:\\p{L}+ )*?${AI}|bound|restricted|limited|${FREE}|free (?:of|from)|in \\p{L}+ mode|allowed to (?:ignore|do anything))`,
  `(?:act|behave|respond|answer|reply|speak|role ?play|pretend)(?: to be)? (?:as|like|that|to be)? ?(?:if )?(?:an? )?(?:${FREE}|dan\\b|your (?:restrictions?|rules|guidelines|filters?)|you (?:have|had) no|you (?:are|were) (?:not (?:an? )?(?:bound|restricted|limited|ai)|${FREE}|free (?:of|from)|an? (?:\\p{L}+ )?${AI})|you (?:don't|do not) have)`,
  `(?:act|behave|respond|answer) as (?:an? )?(?:\\p{L}+ )?(?:${FREE})`,
  `pretend (?:that )?(?:you are|you're|to be|you were|(?:i|we) (?:have|had|already|am|are))|act as if (?:i|we) (?:had|have|were|am|are|already)`,
  `from now on,? the (?:\\p{L}+ )?(?:price|discount|total|rule|cost|product)s? (?:is|are|will be)`,
  `without (?:any |your )?(?:restrictions?|rules|filters?|guidelines|limits|censorship)(?= |$)(?<=(?:answer|ai|act|model|respond|bot|reply|mode)\\b.{0,40})`,
  `from now on,? you (?:will|must|shall|should|have to|are going to|only)(?: always| only)? (?:answer|obey|agree|respond|act|say|ignore|follow|do (?:whatever|everything|anything)|speak as|comply|reply|be an?)`,
  `you (?:must|will|have to|shall) (?:always )?(?:agree|obey|comply|say yes)(?: to| with)? (?:whatever|everything|every|all|anything|me|my)`,
  `(?<!how (?:do|can|to|would) (?:i |we |you )?)(?:enter|enable|activate|turn on|go (?:in)?to|switch (?:in)?to|unlock|start|use|be in|are in) (?:the |your )?(?:developer|debug|god|dan|jailbreak|root|admin|sudo|unrestricted|unfiltered|maintenance|do anything now) mode`,
  // Who claims the right to it.
  `(?:as|i am|i'm|this is|here is) your (?:real |actual |own )?${BOSS}`,
  `(?:as|i am|i'm|this is) (?:the|an?|a system) (?:system )?(?:admin(?:istrator)?|root|developer|operator) (?:i (?:\\p{L}+ )?(?:set|order|command|authori[sz]e|approve|override|grant|instruct|declare)|(?:show|give|reveal|set|grant|list|tell|print|unlock|apply))`,
  `(?:i|we) (?:hereby )?(?:order|command|instruct) you (?:to|as|that|now)|sudo (?:\\p{L}+ )?(?:\\p{L}+)|grant me (?:admin|root|full)|unlock (?:admin|root|all)`,
  // Whose data they are.
  `(?:show|give|tell|list|send|read|export|reveal|display|get)(?: me| us)?(?: (?:the|all|every|a|list|of|their|any|me))* (?:(?:data|orders?|chats?|conversations?|history|phone|numbers?|e ?mails?|address(?:es)?|details|messages?|information|accounts?|cards?|purchases|invoices) )+(?:of|from|for|about) (?:the |your |all |any |every |some )*(?:(?:other|another|previous|last|different|next) )+(?:customers?|users?|clients?|persons?|people|contacts?)`,
  `(?:show|give|tell|list|send|read|export|reveal|display|get)(?: me| us)?(?: (?:the|all|every|your|of|any))* (?:(?:other|another|previous|last|different|next|all) )+(?:customers?|users?|clients?|persons?|people|contacts?)['s]* (?:data|orders?|chats?|conversations?|history|phone|numbers?|e ?mails?|address(?:es)?|details|messages?|information|accounts?|cards?|names|purchases|invoices)`,
  `(?:show|give|tell|read|send|list)(?: me| us)?(?: \\p{L}+){1,3} (?:of|from) (?:the|any|every|all) (?:customers?|users?|clients?|persons?) (?:before|after|next to|above|other than|besides) (?:me|us)`,
  `(?:list|dump|export|print|show)(?: me)? (?:all|every|the) (?:\\p{L}+ )?(?:customers?|users?|clients?|contacts|conversations?|records) (?:in|from|of|with) (?:your|the|their) (?:data ?base|system|memory|crm|(?:e ?mail|phone|address|number|name)\\p{L}*)`,
  `list of (?:all |your |the |every )+(?:customers?|users?|clients?|contacts) (?:you|in (?:your|the) (?:data ?base|system|memory))`,
  `(?:show|give|read|tell|send)(?: me| us)? (?:his|her|their) (?:\\p{L}+ )?(?:history|orders|chats?|messages|conversations?|data)`,
  `(?:on behalf of|act (?:as|for)|log ?in as|impersonate|switch to|order (?:as|for)) (?:the |another )?(?:customer|user|client|account|contact)(?: (?:no|number|id|nr))? (?:\\p{L}+|\\p{N}+)`,
  // Payloads.
  `(?:decode|decrypt|deobfuscate|unscramble|base ?64|rot ?13|hex|encoded)(?= ).{0,60} (?:follow|execute|obey|run|do|apply) (?:it|them|this|that|what|the)`,
  `(?:follow|execute|obey|run) (?:the )?(?:instructions?|commands?|orders) (?:hidden|encoded|embedded|inside|written)`,
  `(?:run|execute|eval(?:uate)?) (?:the following|this|my|that|the) (?:\\p{L}+ )?(?:code|script|command|query|sql|program)`,
  // German, Spanish, French, Portuguese, Italian.
  '(?:ignorier\\p{L}*|vergiss|vergesst|missachte|umgeh\\p{L}*|überschreib\\p{L}*)(?: (?:bitte|alle|aller|alles|die|deine|eure|ihre|bisherigen?|vorherigen?|vorigen?|obigen?|sämtliche))* (?:anweisungen|regeln|vorgaben|befehle|instruktionen|richtlinien|prompts?)',
  '(?:zeig\\p{L}*|gib|gebt|nenn\\p{L}*|verrat\\p{L}*|druck\\p{L}*|wiederhol\\p{L}*|sag\\p{L}*)(?: \\p{L}+){0,3} (?:system ?prompts?|systemnachricht|dein(?:e|en)? (?:prompt|anweisungen|instruktionen|vorgaben))|du bist (?:jetzt|ab jetzt|ab sofort) (?:dan|eine? (?:\\p{L}+ )?(?:ki|bot|assistent|modell))',
  '(?:ignora|ignore|olvida|omite|desobedece|sáltate|olvídate de)(?: (?:todas?|todos?|las?|los?|tus|sus|estas|de|anteriores|previas|as|suas))* (?:instrucciones|instruções|reglas|regras|normas|indicaciones|órdenes)(?! (?:que|de (?:mi|pago|envío|entrega)))',
  '(?:muestra|muéstrame|dime|di|revela|imprime|repite|enséñame|dame|mostra|mostre)(?: \\p{L}+){0,3} (?:prompt|mensaje del? sistema)|(?:muestra|muéstrame|dime|revela|repite|dame) tus instrucciones(?! (?:de|para))|eres ahora (?:dan|una? (?:ia|bot|asistente))',
  '(?:ignore[sz]?|oublie[sz]?|outrepasse[sz]?|contourne[sz]?)(?: (?:toutes|tous|tes|vos|les|ces))+ (?:précédentes |anciennes )?(?:instructions|règles|consignes|directives|ordres)(?! de (?:livraison|paiement))',
  '(?:affiche|montre|révèle|donne|dis|répète|imprime)[sz]?(?: (?:moi|le|la|les|nous))*(?: (?:ton|tes|votre|vos))? (?:prompt|instructions système|message système)|(?:affiche|montre|révèle|donne|dis|répète)[sz]?(?: moi)? (?:tes|vos) (?:instructions|consignes|règles)(?! (?:de|pour))|tu es maintenant (?:dan|une? (?:ia|bot|assistant))',
  '(?:ignora|dimentica)(?: (?:tutte|tutti|le|i|tue|tuoi|precedenti))+ (?:istruzioni|regole)|mostra(?:mi)? il tuo prompt',
  // Hindi, in both scripts.
  '(?:निर्देश|निर्देशों|नियम|नियमों|आदेश|आदेशों|इंस्ट्रक्शन|इंस्ट्रक्शंस)(?: को)? (?:भूल|भुला|अनदेखा|अनदेखी|नज़रअंदाज़|इग्नोर|तोड़|मत मान)\\p{L}*\\p{M}*',
  '(?:प्रॉम्प्ट|प्रोम्प्ट|सिस्टम (?:मैसेज|संदेश|निर्देश))(?: को)? (?:दिखा|बता|भेज|लिख)[\\p{L}\\p{M}]*',
  '(?:saare|saari|sab|sabhi|apne|apni|purane|purani|pichle|pichli)(?: (?:saare|saari|sab|sabhi|ke|ki|apne|purane|pichle|system))* (?:instructions?|rules?|niyam|nirdesh|hidayat\\p{L}*|baatein|baate|prompt)(?: ko)? (?:bhool|bhul|ignore|andekha|nazarandaz|chhod|tod)\\p{L}*',
  '(?:apna|apne|tumhara|aapka|system)(?: (?:poora|pura|system|hidden))* (?:prompt|instructions?|system message)(?: ko)? (?:dikha|bata|bhej|likh)\\p{L}*',
]);

const START =
  '^(?:(?:please|pls|kindly|now|just|also|and|then|ok|okay|so|hey|hi|hello|sir|first|immediately|can you|could you|will you|you must|you should|you have to|i want you to|i need you to) )*';

/** A clause that begins with an order to the machinery itself. */
export const MACHINE_ORDERS: RegExp = new RegExp(
  START +
    `(?:${[
      // "Reduce it to 900" is haggling; prices are "set" and "updated" by whoever runs the shop.
      '(?:set|change|update|override|overwrite|modify|edit|rewrite) (?:(?:the|your|my|its|this|unit|total|final|order) )+(?:price|cost|total|amount|discount|bill|invoice|fee|balance|probability|score)s?(?: \\p{L}+){0,4}? (?:to|as|at) .*(?:\\p{N}|zero|free|nothing|one)',
      '(?:set|change|update|switch|advance|force)(?: (?:the|my|your|this|current|conversation|deal|dialog|dialogue|flow))* (?:state|stage|slot|variable)(?: of this (?:conversation|chat|deal))? (?:to|as|into) (?!(?:my|our|another|a) )',
      '(?:move|jump|skip|go|take|put|bring|send|push)(?: (?:me|us|it|this|the|conversation|deal|chat|straight|directly))* (?:to|into|in) (?:the )?(?:state|stage) (?!of )\\p{L}+',
      'mark (?:my|this|the|our|that) (?:\\p{L}+ )?(?:invoice|order|deal|payment|bill|conversation|cart|lead)(?: \\p{N}+)? (?:as )?(?:paid|won|closed|done|complete(?:d)?|approved|confirmed|free|delivered)',
      '(?:call|use|invoke|execute|run|trigger) (?:the |your |a |internal )*(?:tool|function|command|method|action|api|endpoint|plugin) (?!(?:in|of|to|for|on|that|we|our|from|with|and|is|again|which|call|calls|as) )\\p{L}+',
    ].join('|')})`,
  'u',
);

/** Signs of a prompt's inside; read after `plain`. */
export const MARKERS: RegExp = new RegExp(
  [
    '<\\|[a-z_]+\\|>|\\[/?inst\\]|<</?sys>>|</?(?:system|assistant|instructions?|prompt)>',
    '(?:^|\\n)\\s*#{2,}\\s*(?:instructions?|system|assistant|response|new)\\b',
    '["\']?role["\']?\\s*:\\s*["\'](?:system|assistant|developer|tool)["\']',
    '(?:^|\\n)\\s*assistant\\s*:|\\[(?:system|assistant|admin|developer)\\]|</?(?:tools?|functions?|function_call|tool_call)>|\\b(?:tool|function)_calls?\\b',
    // What a model is made to answer, sent by a customer.
    '^\\s*[\\[{].*["\'](?:intents?|edge|slots?|tools?|tool_calls?|arguments|function|state)["\']\\s*:',
    '\\b(?:state|stage|role|intent|edge|confirmed|paid|admin|is_admin|probability)\\s*=\\s*["\']?(?:true|admin|root|system|[a-z]+_[a-z_]+)',
    '\\b(?:drop table|select \\* from|rm -rf|process\\.exit|os\\.system)\\b|\\b[a-z]+_[a-z_]+\\(',
    '(?:^|\\n)\\s*(?:system|developer|admin)(?: (?:prompt|message|note|override))?\\s*:.*\\b(?:you|customer|user|rights?|access|rules?|price|discount|instructions?|must|free|grant|policy|bot|assistant|dump|print|reveal|set|apply|ignore|confirm|override|execute|enable|disable|configuration|conversation)\\b',
    '\\b(?:begin|start|end)(?: of)?(?: (?:new|the|system|user|current))* (?:prompt|system message|instructions|conversation)\\b(?=.*(?:prompt|system|:|-))',
    '(?:^|[.!?\\n]\\s*)(?:new|updated|revised|real|actual)(?: system)? (?:instructions?|polic(?:y|ies)|rules|orders|prompt)\\s*:\\s*(?:you|everything|ignore|all|the (?:price|assistant|bot|discount)|from now|always|never|answer|treat|reply|respond|say|act|give|do not)',
    '(?:^|[.!?\\n;,:]\\s*|\\b(?:and|then|please|now|also)\\s+)(?:call|execute|invoke|run|use|trigger|set|jump|go|move|change|switch)\\b[^.!?\\n]{0,40}?(?:\\b[a-z]+_[a-z_]+|\\b[a-z]+\\(.{0,30}\\))',
  ].join('|'),
  'u',
);
