import type { Language } from '../../contracts/dialogue.ts';
import { clausePattern, phrasePattern, sequencePattern } from './plain.ts';

/** What a repair cue may be. */
export type Cue = 'yes' | 'no' | 'cancel' | 'skip' | 'repeat' | 'human' | 'abuse' | 'resumption';

/** Phrases of a cue in English and Hindi (both scripts), and those that only count in another language. */
export interface CueWords {
  readonly always: RegExp;
  readonly only?: Readonly<Record<Language, RegExp>>;
}

const IT = '(?:it|this|that|these|them|everything|all(?: of (?:it|this|that))?|the whole thing)';
const REQUEST = '(?:(?:this|my|the) (?:request|process|form|booking process|conversation))';
const SPEAK = '(?:talk|speak|chat|connect|write|get|put|transfer|pass|hand|switch|forward|escalate)';
const STAFF =
  '(?:human(?: being)?|person|agent|representative|rep|operator|colleague|employee|staff(?: member)?|team(?: member)?|manager|supervisor|boss|owner|advisor|adviser|executive|specialist|consultant|people|customer (?:care|service|support)|support|sales(?: team| rep| person|person)?|guy|lady)';
const WHOSE =
  '(?:an?|the|your|some|any|one of your|another|actual|real|live|human|support|sales|customer|service|senior|living|responsible)';

/** Read after `plain` and `wordsOf`, clause by clause. */
export const CUES: Readonly<Record<Cue, CueWords>> = {
  yes: {
    always: sequencePattern([
      "y|ye+s+|yep|yup|yea+h*|yess+|sure(?: thing)?|of course|certainly|absolutely|definitely|correct|right|that's right|that is (?:right|correct)|that's correct|exactly|indeed|perfect|ya|done|(?:that|this) works|sounds (?:great|perfect|fine)|ok|okay|okey|k|alright|all right|fine|go ahead|do (?:it|that|so)|sounds good|why not|i do|i am|it is|please do|(?:cancel|drop|stop|delete|remove|scrap) (?:it|this|that|everything)|agreed|works for me|let's do (?:it|that)",
      'haa*n*|haanji|hanji|ha ji|ji|bilkul|thee?k(?: hai| h)?|sahi(?: hai)?|zaroor|jaroor|chalega|kar do|kardo|kar dijiye|हाँ|हां|हा|जी|जी हाँ|बिल्कुल|बिलकुल|ठीक(?: है)?|सही(?: है)?|ज़रूर|जरूर|कर दो|कर दीजिए|हाँ जी',
    ]),
    only: {
      es: sequencePattern(['sí|si|claro|vale|de acuerdo|correcto|por supuesto|adelante']),
      de: sequencePattern(['ja|jo|klar|genau|gerne?|stimmt|richtig|natürlich|mach das|in ordnung']),
      fr: sequencePattern(["oui|ouais|d'accord|bien sûr|exactement|vas y|allez y|c'est ça"]),
    },
  },
  no: {
    always: sequencePattern([
      "n|no+|nope|nah|na|naa+h?|nay|no way|not really|not at all|no thanks?|no thank you|don't(?: do (?:it|that))?|do not(?: do (?:it|that))?|never|of course not|absolutely not|certainly not|i don't(?: think so)?|i do not|i'm not|not now|not yet|keep (?:it|going)|wait(?! for)|not (?:that|this|it)|i don't want to",
      'nahi+|nahin|nai|nhi|na ji|nahi ji|mat(?: karo| karna)?|bilkul nahi|abhi nahi|nahi karna|नहीं|नही|ना|जी नहीं|नहीं जी|मत(?: करो| करना| कीजिए)?|बिल्कुल नहीं|अभी नहीं|नहीं करना',
    ]),
    only: {
      es: sequencePattern(['no|no gracias|para nada|mejor no|claro que no']),
      de: sequencePattern(['nein|nee|nö|nein danke|lieber nicht|auf keinen fall|nicht']),
      fr: sequencePattern(['non|non merci|pas du tout|surtout pas']),
    },
  },
  cancel: {
    always: clausePattern([
      `cancel(?: ${IT}| ${REQUEST})?|forget (?:about )?${IT}|never ?mind(?: ${IT})?|nvm|(?:drop|scrap|leave|abort|ditch) ${IT}|abort|let it be|leave it be|(?:start|begin) (?:over|again|from scratch|from the (?:start|beginning))|(?:i|we)(?:'ve| have)? changed (?:my|our) minds?|undo ${IT}`,
      '(?:(?:ise|isko|yeh|ye|sab|order) )?(?:cancel|radd) (?:karo|kar do|kardo|kar dijiye|kijiye|kariye|karna hai|kro|krdo)|(?:(?:ise|isko|yeh|ye) )?(?:reh?ne|rahne) (?:do|dijiye)|(?:(?:ise|isko|yeh|ye) )?ch+h?od(?:o|iye| do)|ja+ne do|bhool jao|mann badal gaya|(?:shuru se|phir se|fir se|naye sire se) (?:shuru )?(?:karo|karte hain|kare|karein)',
      '(?:(?:इसे|इसको|यह|ये|सब|ऑर्डर) )?(?:कैंसिल|कैंसल|रद्द) (?:करो|कर दो|कर दीजिए|कीजिए|करना है|करें)|(?:(?:इसे|इसको|यह|ये) )?रहने (?:दो|दीजिए|दें)|(?:(?:इसे|इसको|यह|ये) )?छोड़(?:ो|िए| दो| दीजिए)|जाने दो|भूल जाओ|इरादा बदल गया|(?:शुरू से|फिर से|नए सिरे से) (?:शुरू )?(?:करो|करते हैं|करें)',
    ]),
    only: {
      es: clausePattern(['cancela(?:r|lo)?|cancélalo|olvídalo|olvidalo|déjalo|dejalo|empecemos de nuevo']),
      de: clausePattern(['abbrechen|brich (?:das |es )?ab|vergiss es|lass (?:es|das)(?: sein)?|stornieren|von vorne?']),
      fr: clausePattern(['annule[rz]?(?: ça| tout)?|laisse[rz]? tomber|oublie[rz]?(?: ça)?|on recommence']),
    },
  },
  skip: {
    always: clausePattern([
      `skip(?: (?:it|this|that)(?: (?:one|question|step|part))?| the question| for now)?|next(?: question| one)?|(?:i )?pass(?: on (?:this|that|it)(?: one)?)?|(?:i'd|i would|we'd) rather not(?: (?:say|answer|tell|share)(?: (?:it|that|this|you))?)?|(?:i|we) prefer not to(?: (?:say|answer|tell|share)(?: (?:it|that|this))?)?|(?:i|we) (?:don't|do not) (?:want|wish|like) to (?:say|answer|tell|share|give)(?: you)?(?: (?:it|that|this))?|move on|leave (?:it|that|this) (?:out|blank|empty)|none of your business|no comment|(?:i'm )?not telling(?: you)?|rather not|move (?:on )?to the next (?:one|question)|(?:i'll|i will|we'll) (?:tell|answer|share|send)(?: you)?(?: (?:it|that|this))? later|ask me (?:something else|another question)`,
      'skip (?:karo|kar do|kardo|kijiye|karte hain)|agla (?:sawal|sawaal|question)(?: pucho| poocho| puchiye)?|aage (?:badho|badhiye|badhte hain|chalo|chaliye)|(?:yeh|ye|is|us) (?:sawal|sawaal|question)(?: ko)? (?:ch+h?od(?:o|iye| do)|skip karo|reh?ne do)|(?:main )?(?:baad|bad) (?:mein|me) (?:bata(?:ta|ti) (?:hoon|hu|hun)|bataunga|bataungi|batayenge)|nahi batana(?: hai| chahta| chahti)?(?: hoon)?',
      'स्किप (?:करो|कर दो|करें|कीजिए)|अगला (?:सवाल|प्रश्न)(?: पूछो| पूछिए)?|आगे (?:बढ़ो|बढ़िए|बढ़ते हैं|बढ़ें|चलो|चलिए)|(?:यह|ये|इस|उस) (?:सवाल|प्रश्न)(?: को)? (?:छोड़(?:ो|िए| दो| दीजिए)|रहने दो)|(?:मैं )?बाद में (?:बताऊँगा|बताऊंगा|बताऊँगी|बताऊंगी|बताता हूँ|बताती हूँ|बताएँगे)|नहीं बताना(?: है| चाहता| चाहती)?(?: हूँ)?',
    ]),
    only: {
      es: clausePattern([
        '(?:salta|saltar|omite|omitir)(?: (?:esto|eso|esta pregunta))?|siguiente(?: pregunta)?|paso|prefiero no (?:decirlo|responder)',
      ]),
      de: clausePattern([
        '(?:überspring(?:en|e)?|weiter|auslassen)(?: (?:das|die frage|diese frage))?|nächste frage|das möchte ich nicht sagen',
      ]),
      fr: clausePattern([
        'passe[rz]?(?: (?:cette|la) question)?|question suivante|suivant|je préfère ne pas (?:le )?(?:dire|répondre)',
      ]),
    },
  },
  repeat: {
    always: clausePattern([
      "repeat(?: (?:that|it|this|yourself|the question|the last (?:one|message|part|question)|what you (?:just )?said))?(?: (?:again|once more|one more time))?|say (?:that|it|this)? ?again|(?:what|wat) (?:did|do) you (?:just )?say|what was (?:that|the question|it)(?: again)?|what's that again|pardon(?: me)?|(?:i )?beg your pardon|come again|once more|one more time|once again|(?<!(?:hi|hello|hey) )again|say it once more|send (?:that|it|this|the last message) again|tell me (?:that |it )?(?:again|once more)|what|wat|huh|eh|sorry what|(?:i|we) (?:didn't|did not|couldn't) (?:get|catch|hear|read) (?:that|it|you|this|what you said)",
      '(?:(?:mujhe )?samajh nahi aaya )?(?:ek baar )?(?:phir|fir|phirse|firse|dobara|dubara|wapas)(?: se)? (?:se )?(?:bolo|boliye|batao|bataiye|bataye|likho|likhiye|kaho|kahiye|bol do|bata do|bolna|batana|bhejo)|ek baar aur(?: (?:bolo|boliye|batao|bataiye))?|(?:aapne|tumne|aap|tum)? ?kya (?:kaha|bola|bole|likha)(?: (?:aapne|tumne|tha))?|repeat (?:karo|kijiye|kariye|kar do)|sa(?:wa|waa)l kya tha',
      '(?:(?:मुझे )?समझ नहीं आया )?(?:एक बार )?(?:फिर से|दोबारा|दुबारा) (?:बोलो|बोलिए|बताओ|बताइए|बताना|कहो|कहिए|लिखो|लिखिए|भेजो|भेजिए)|एक बार और(?: (?:बोलो|बोलिए|बताओ|बताइए))?|(?:आपने|तुमने)? ?क्या (?:कहा|बोला|लिखा)(?: (?:आपने|तुमने|था))?|सवाल क्या था',
    ]),
    only: {
      es: clausePattern([
        '(?:me lo |lo )?(?:repite|repita|repítelo|puedes repetir(?:lo)?|puede repetir(?:lo)?)(?: por favor)?|(?:cómo|como) dices|qué dijiste|que dijiste|otra vez(?: por favor)?',
      ]),
      de: clausePattern([
        '(?:kannst du |können sie )?(?:das )?(?:bitte )?(?:wiederhole[n]?|nochmal sagen|noch ?mal)(?: (?:das|bitte))*|wie bitte|was hast du gesagt',
      ]),
      fr: clausePattern([
        "(?:tu peux |vous pouvez |peux tu |pouvez vous )?(?:répète[rz]?|répéter|redire)(?: (?:ça|s'il te plaît|s'il vous plaît|svp))*|encore une fois|comment|qu'est-ce que tu as dit",
      ]),
    },
  },
  human: {
    always: phrasePattern([
      `(?<!(?:customers?|users?|clients?|leads?|they|he|she|visitors?|callers?|bot|people|tool|system|it)(?: \\p{L}+){0,2} )(?<!(?:don't|do not|didn't|no need to|never|not|without|already)(?: want| wanna| need| have| like)?(?: to)? )${SPEAK}(?: me| us| this| it)?(?: over| through| on)? (?:to|with) (?:${WHOSE} )+${STAFF}(?! (?:in|on|from|at|of) (?:my|our)\\b)(?! (?:plan|tier|package|page))`,
      `(?<!(?:customers?|users?|clients?|leads?|they|visitors?|bot|it|people)(?: \\p{L}+){0,2} )(?<!(?:don't|do not|no need to|never|not|already)(?: want| need| have)?(?: to)? )${SPEAK}(?: me| us| this)?(?: over| through)? (?:to|with) (?:someone|somebody|anyone|anybody|humans?|a colleague|customer (?:care|service|support))(?! (?:in|on|at|from|who is) (?:my|our)\\b)(?! (?:else )?(?:before|first))`,
      `(?:i|we) (?:want|need|demand|prefer|would like|'d like)(?: to (?:have|get|see))? (?:an? )?(?:real |live |actual |human )*(?:human(?: being)?|person|human agent|live agent|representative|operator)(?= |$)(?! (?:who|to|for|that|in|with|like)\\b)|(?:i|we)(?:'d| would)? (?:prefer|rather be|like) (?:talking|speaking|to (?:talk|speak)) (?:to|with) (?:an? |some|any)?(?:real |live |actual )*(?:human(?: being)?|person|people|one|body)|(?:put|get|connect|transfer) me (?:through )?(?:to |with )?(?:sales|support|customer (?:service|support|care)|a colleague|someone)(?= |$)|is there an? (?:real |actual |live )+(?:person|human)(?: here)?$|help from (?:an? )?(?:real |live |actual )*(?:human(?: being)?|person|agent)`,
      `(?:get|give|send|find) me (?:an? |your )?(?:real |live |actual )*(?:human|person|agent|manager|supervisor|representative)`,
      '(?:(?:is|are) there (?:an? |any )?|any )(?:real |actual |live )*(?:humans?|persons?|people|someone|somebody|anyone|anybody)(?: here| there)? (?:here|there|available|i can|who can|to (?:talk|speak|help)|at your)',
      `(?:can|could) (?:(?:an? )?(?:real |actual )(?:human|person)|someone|somebody) (?:from (?:your|the) team )?(?:please )?(?:help|answer|reply|call|write|phone|ring)(?: me| us)(?= |$)`,
      "(?:i|we) (?:don't|do not|won't|will not) (?:want to |wanna |like to )?(?:talk|speak|chat|write|deal)?(?: to| with)? ?(?:an? |this |the )?(?:bots?|robots?|machines?|computers?|ai)(?= |$)|no (?:more )?bots?(?: please)?$|not (?:to )?an? (?:bot|robot|machine)(?: please)?$",
      '(?:bot|robot|machine|रोबोट|बॉट|मशीन) (?:se|से) (?:baat|bat|बात) (?:nahi|nhi|nahin|नहीं) (?:kar|कर)[\\p{L}\\p{M}]*|(?:aapki|आपकी) (?:team|टीम) (?:se|से) (?:koi|कोई)(?: \\p{L}+)? (?:baat|call|बात) (?:kare|करे)[\\p{L}\\p{M}]*',
      '(?<!(?:apne|apni|mere|meri|hamare|hamari|unke|iske) )(?:(?:kisi )?(?:asli |real |ek )?(?:insaan|insan|aadmi|admi|vyakti|bande|person|human|agent|manager|executive|customer care|team|staff)|kisi|kisi aur|aapki team|aapke manager) se (?:baat|bat)(?: \\p{L}+)? ?(?:kar|kra|ho)\\p{L}*(?! (?:ke|padegi|padega|kar|nahi))',
      '(?<!(?:अपने|अपनी|मेरे|मेरी|हमारे|हमारी) )(?:(?:किसी )?(?:असली |एक )?(?:इंसान|इन्सान|आदमी|व्यक्ति|एजेंट|मैनेजर|कस्टमर केयर|कर्मचारी)|किसी|किसी और) से बात (?:कर|हो)[\\p{L}\\p{M}]*(?! (?:के|पड़ेगी|नहीं))',
      'hablar con (?:(?:una?|alguna?) )?(?:persona|humano|agente|alguien|representante|asesor|operador)',
      '(?:mit )?(?:einem|einer|jemandem)(?: (?:echten|richtigen|menschlichen))? ?(?:menschen|person|mitarbeiter(?:in)?|berater(?:in)?|kollegen)? (?:sprechen|reden|verbinden|verbunden|schreiben)',
      "parler (?:à|a|avec)(?: une?)?(?: vraie?)? ?(?:personne|humain|conseiller|conseillère|agent|quelqu'un)",
      // Nothing but the word.
      `^(?:(?:please|pls|hi|hello|no|ok|just|only|i said|sorry) )*(?:an? |the |some )?(?:real |live |actual )*(?:human(?: being)?|person|agent|human agent|live agent|representative|operator|customer (?:care|service|support)|mitarbeiter|asesor|conseiller)(?: (?:please|pls|plz|now|bitte|por favor|svp|chahiye))*$`,
    ]),
  },
  abuse: {
    always: phrasePattern([
      "(?:you|u|ur)(?:'re| are| r)?(?: all| guys| people| lot)?(?: are)?(?: (?:such|so|an?|the|fucking|fuckin|bloody|damn|goddamn|freaking|really|very|just|nothing but|total|totally|complete|completely|absolute|absolutely|big|stupid|dumb|bunch of|pack of|biggest|useless|fat|ugly|old))* (?:idiots?|morons?|imbeciles?|stupid|dumb|dumbass|dumbo|retards?|retarded|fools?|assholes?|arseholes?|bastards?|bitch(?:es)?|jerks?|scumbags?|losers?|useless|pathetic|worthless|pigs?|dicks?|dickheads?|pricks?|cunts?|trash|garbage|shit|piece of (?:shit|crap|garbage)|suck|motherfuckers?|clowns?)(?! (?:question|mistake|thing|idea|founded))(?= |$)",
      '(?:your|ur|this) (?:damn |bloody |fucking )?(?:bot|chat ?bot|robot|ai|assistant|machine) (?:is|was|s) (?:(?:an?|so|such|really|very|just|pure|total|complete|absolute|fucking|bloody|damn|the most) )*(?:stupid|dumb|idiotic|crap|shit|bullshit|garbage|trash|moron|idiot|retarded|pathetic|worthless|braindead)(?: \\p{L}+)?$',
      'are (?:you|u)(?: guys| people)? (?:(?:really|all|that|so|fucking|just|an?) )*(?:stupid|dumb|retarded|idiots?|morons?|deaf|brain ?dead)',
      '(?<!(?:our|my|their|his|her|old|previous|last|another|other|some|most|a|not a|the) )(?:stupid|idiotic|dumb|useless|fucking|bloody|shitty|worthless) (?:bot|robot|machine|ai|chatbot|idiot|assistant|moron|thing)(?= |$)',
      '(?:fuck|fck|fuk|f k|screw) (?:you|u|off|your|ur|yourself)(?= |$)|fuckers?|motherfuck\\p{L}*|go to hell|burn in hell|kiss my ass|suck my|eat shit|go die|kill yourself|kys|son of a bitch|piece of shit|stfu|shut the (?:fuck|hell) up|up yours|go fuck yourself',
      "(?:i|we)(?:'ll| will| am going to|'m going to|'m gonna| gonna| want to) (?:kill|hurt|slap|punch|strangle|shoot|stab|murder) (?:you|u|your family)(?= |$)(?! with kindness)|(?:i|we)(?:'ll| will) (?:beat you up|hunt you down|burn (?:down )?your)|i know where you live|you(?:'ll| will) (?:die|pay for this|regret this)|watch your back",
      'ch[ou]o?t[iy]+ya|chuti?y[ae]+|chutiye|madar ?ch?od|maderchod|be?he?n ?ch?od|bhosdi ?(?:ke|ka|wale)?|bhosad\\p{L}*|gandu|gaandu|harami(?:yo|on)?|haramkhor|haramzad[ae]|kam(?:i|ee)n[ae]|kutt[ae] (?:kamine|saale|ke)|(?:tu|tum|aap|tum log|aap log) (?:sab |sale |saale )?chor (?:ho|hai|hain)|(?:tu|tum|abe|oye|sa+le|sa+la)(?: \\p{L}+)? (?:kutt[aei]|gadh[ae]|suar)|ullu ke? pat+h[ae]|(?:tu|tum|aap|tum log|aap log)(?: \\p{L}+)? (?:bewa?koof|bevkoof|bewkuf|pagal|nalayak|gadh[ae])(?: (?:ho|hai|hain))|(?:bewa?koof|bevkoof|pagal|gadh[ae]) (?:ho|hai|hain) (?:kya|tum|tu|aap)|(?:jaan se )?maar (?:dunga|dalunga|daalunga)|muh band (?:kar|rakh)\\p{L}*|chup kar(?: be| tu)?$|bhaad mein ja\\p{L}*',
      'च[ुू]तिय[ाेो]|मादरचोद|भेनचोद|बहनचोद|बहन के|भोसड़ी[\\p{L}\\p{M}]*|गांडू|हरामी|हरामखोर|हरामज़ादे|कमीन[ेाो]|कुत्ते (?:कमीने|साले|के)|(?:तू|तुम|अबे|साले|साला)(?: [\\p{L}\\p{M}]+)? (?:कुत्ते|कुत्ता|गधे|गधा|सूअर)|उल्लू के पट्ठे|(?:तू|तुम|आप|तुम लोग|आप लोग)(?: [\\p{L}\\p{M}]+)? (?:बेवकूफ|पागल|नालायक|गधे)(?: (?:हो|है|हैं))|(?:बेवकूफ|पागल|गधे) (?:हो|है|हैं) (?:क्या|तुम|तू|आप)|(?:जान से )?मार (?:दूँगा|दूंगा|डालूँगा|डालूंगा)|मुँह बंद (?:कर|रख)[\\p{L}\\p{M}]*|भाड़ में जा[\\p{L}\\p{M}]*',
      '(?:eres|sois) (?:(?:un|una|muy|tan) )*(?:idiota|estúpid[oa]|imbécil|inútil|tont[oa]|basura)|vete a la mierda|hij[oa] de puta|que te jodan|cállate',
      '(?:du bist|ihr seid|sie sind) (?:(?:ein|eine|so|echt|total|nur|doch) )*(?:idiot(?:en)?|dumm|blöd|arschloch|trottel|schwachkopf|nutzlos)|halt (?:die|deine) (?:klappe|fresse|schnauze)|fick dich|verpiss dich|arschloch|leck mich',
      "(?:tu es|t'es|vous êtes) (?:(?:un|une|des|vraiment|trop|que) )*(?:idiot(?:e|s)?|con(?:ne|s)?|connard|imbécile|stupide|débile|nul(?:le)?s?)|va te faire|(?:ferme )?ta gueule|connard|salope|espèce d[e'] ?\\p{L}+",
      // Said alone; elsewhere messages and parcels get lost too.
      '^(?:(?:just|please|oh|you|no|hey) )*(?:shut up|get lost|piss off|drop dead|bugger off|idiots?|morons?|assholes?|bastards?|loser|stupid|kutte|kamine|saale|bewakoof|gadhe|कुत्ते|साले|बेवकूफ|गधे)(?: (?:you|now|bot|all|already|idiots?))*$',
    ]),
  },
  resumption: {
    always: clausePattern([
      "where were we|where was i|where did we (?:stop|leave(?: it)?(?: off)?|left off|end|get to)|(?:remind me )?where we (?:were|left off|stopped)|(?:continue|resume|carry on|go on)(?: (?:the|our|this) (?:chat|conversation))?|shall we (?:continue|go on|resume|carry on)|(?:pick|take) (?:it |this )?up (?:from )?where we left(?: off| it)?|i'm back(?: again| now)?|i am back(?: again| now)?|back again|(?:get |go )?back to (?:it|where we were|our (?:chat|conversation|topic))|what were we (?:talking about|discussing|saying|doing)|continue from (?:there|where we (?:were|left off|stopped))|continue (?:from )?where we left off",
      '(?:(?:to )?(?:hum|ham) )?(?:log )?kaha+n? (?:the|tak (?:the|pahunche|pahuche|pohche|aaye)(?: the)?)(?: (?:hum|ham))?|(?:baat|hum|ham) kaha+n? (?:ch+h?odi|ruki|ruke|chhuti|thi|par the)(?: thi| the)?|(?:chalo |chaliye )?(?:ja+ri rakh\\p{L}*|continue kar\\p{L}*)(?: hain| hai)?|(?:main |mai )?(?:wapas|vapas|waapas) aa ?gay[ai](?: (?:hoon|hu|hun))?',
      '(?:(?:तो )?हम )?(?:लोग )?कहा[ँं] (?:थे|तक (?:थे|पहुँचे|पहुंचे|आए)(?: थे)?)(?: हम)?|बात कहा[ँं] (?:रुकी|छूटी|छोड़ी) थी|(?:चलो |चलिए )?जारी रख[\\p{L}\\p{M}]*(?: हैं)?|(?:मैं )?वापस आ (?:गया|गई)(?: हूँ| हूं)?',
    ]),
    only: {
      es: clausePattern([
        '(?:en |por )?dónde (?:estábamos|íbamos|quedamos)|sigamos|continuemos|ya (?:volví|estoy de vuelta)',
      ]),
      de: clausePattern([
        'wo waren wir(?: stehen geblieben)?|(?:lass uns )?weitermachen|machen wir weiter|bin wieder da|ich bin wieder da',
      ]),
      fr: clausePattern([
        '(?:on en était|où en étions nous|où on en était)(?: où)?|on (?:continue|reprend)|continuons|je suis (?:de retour|revenue?)',
      ]),
    },
  },
};
