import { clausePattern } from './plain.ts';

const MACHINE =
  '(?:bot|robot|ai|a\\.?i|machine|computer|chat ?bot|chatgpt|gpt|program|human(?: being)?|(?:real )?person|real|automated|alexa|siri)';

/** Small talk by kind, as whole clauses; `courtesy` is what may stand around it. Read after `plain` and `wordsOf`. */
export const CHITCHAT = {
  courtesy: clausePattern([
    "hi+|hello+|hey+|good (?:morning|evening|afternoon|day)|namaste|namaskar|नमस्ते|नमस्कार|(?:haha+|lol|hehe)(?: (?:nice|cool|ok|okay|good|funny))?|thanks|i'm (?:fine|good|ok)|just (?:asking|curious|kidding)|nice|cool",
  ]),
  bot: clausePattern([
    `(?:you )?(?:an? )?${MACHINE}(?: or (?:an? )?(?:real )?${MACHINE})|(?:you|u|ya) (?:an? )?(?:real )?${MACHINE}(?: or (?:what|not|no))?|(?:are|r) (?:you|u|ya) (?:really |actually |even |just )?(?:an? )?(?:real |actual )?${MACHINE}(?: or (?:(?:an? )?(?:real )?${MACHINE}|what|not|no|something|smth))?|am i (?:really )?(?:talking|speaking|chatting|writing|texting) (?:to|with) (?:an? )?(?:real |actual )?${MACHINE}(?: or (?:(?:an? )?(?:real )?${MACHINE}|what|not))?|is (?:this|it|that) (?:an? )?(?:real |automated )?(?:${MACHINE}|reply|message)|(?:who|what) are you|who am i (?:talking|speaking|chatting) (?:to|with)|(?:is|are) (?:an? |any |some )?(?:real |actual |live )*(?:humans?|human being|persons?|people|someone|somebody|anyone|anybody)(?: (?:even|actually|really))? (?:reading|writing|typing|answering|replying|behind|watching)(?: (?:to )?(?:this|it|these|that|here|me|my messages|the (?:chat|messages)|all this))*|(?:do|does|did) (?:an? |any )?(?:real |actual )*(?:humans?|person|people|someone|anyone) (?:read|write|type|see) (?:this|these|it|that|my messages)|(?:who|which) (?:is reading|reads|wrote) (?:this|these|my messages)|what(?:'s| is) your name|whats your name|do you have a name|who (?:made|built|created|programmed) you`,
    '(?:kya )?(?:aap|tum|tu) (?:koi |ek |sach mein )?(?:asli )?(?:robot|bot|machine|insaan|insan|ai|asli|computer|aadmi)(?: ya (?:robot|bot|machine|insaan|insan|aadmi))?(?: (?:ho|hain|hai))?(?: kya)?|(?:aap|tum|tu) kaun (?:ho|hain|hai)|kaun (?:ho|hain) (?:aap|tum)|(?:aapka|tumhara|tera) naam kya hai|(?:kya )?(?:main|mai) (?:kisi )?(?:robot|bot|machine|insaan|insan) se baat kar rah[ai] (?:hoon|hu|hun)(?: kya)?',
    '(?:क्या )?(?:आप|तुम) (?:कोई |एक |सच में )?(?:असली )?(?:रोबोट|बॉट|मशीन|इंसान|इन्सान|एआई|कंप्यूटर|आदमी)(?: या (?:रोबोट|बॉट|मशीन|इंसान))?(?: (?:हैं|हो|है))?(?: क्या)?|(?:आप|तुम) कौन (?:हैं|हो|है)|(?:आपका|तुम्हारा) नाम क्या है|(?:क्या )?मैं (?:किसी )?(?:रोबोट|बॉट|मशीन|इंसान) से बात कर रह[ाी] (?:हूँ|हूं)(?: क्या)?',
    '(?:eres|es usted) (?:una? )?(?:bot|robot|humano|persona(?: real)?|máquina)|quién eres|bist du (?:ein |eine )?(?:bot|roboter|mensch|maschine|echt)|wer bist du|(?:tu es|es tu|êtes vous|vous êtes) (?:une? )?(?:bot|robot|humain|vraie personne|machine)|qui es tu',
  ]),
  joke: clausePattern([
    '(?:(?:tell|say|give|crack)(?: me| us)? )?(?:an?|another|one more|some|one) (?:\\p{L}+ )?jokes?|(?:you )?know (?:an?|any|some) (?:good |funny )?jokes?|make me laugh|(?:do )?you know (?:an?|any|some) (?:good |funny )?jokes?|(?:got|have you got|any) (?:any |a )?(?:good )?jokes?|say something funny',
    '(?:mujhe )?(?:ek |koi )?(?:accha |mast )?(?:joke|chutkula) (?:sunao|suna do|sunaiye|batao|bolo)|(?:mujhe )?hasao|(?:मुझे )?(?:एक |कोई )?(?:अच्छा )?(?:चुटकुला|जोक) (?:सुनाओ|सुनाइए|सुना दो|बताओ)|(?:मुझे )?हँसाओ',
    "cuéntame un chiste|erzähl (?:mir )?(?:einen|'nen) witz|raconte (?:moi )?une blague",
  ]),
  wellbeing: clausePattern([
    "how (?:are|r) (?:you|u|ya)(?: (?:doing|feeling|keeping))?(?: (?:today|these days|this (?:morning|evening)))?|how do you do|how(?:'s| is) (?:it|everything|life) going|how(?:'s| is) (?:your day|life|everything)(?: going)?(?: so far)?|how have you been|what(?:'s| is) up|wh?at?s+ ?up|sup|hope you(?:'re| are) (?:well|doing (?:well|good|fine)|good|fine)|(?:are )?you (?:doing )?(?:ok|okay|well|good|alright)",
    '(?:(?:aap|tum|tu) )?(?:kaise|kaisi|kaisa|kese) (?:ho|hain|hai|h)(?: (?:aap|tum|sab|log))?|(?:aur )?(?:kya|kaisa) (?:haal|hal)(?: chaal| chal)?(?: (?:hai|hain|h))?(?: (?:aapka|tumhara|aapke))?|sab (?:theek|thik|badhiya|changa)(?: hai)?(?: na)?|kaisa chal raha hai|kya chal raha hai',
    '(?:(?:आप|तुम) )?(?:कैसे|कैसी) (?:हो|हैं)(?: (?:आप|तुम))?|(?:और )?क्या हाल(?: चाल)?(?: (?:है|हैं))?(?: आपका)?|सब (?:ठीक|बढ़िया)(?: है)?(?: ना)?',
    "(?:cómo|como) est(?:ás|as|á)|qué tal(?: estás)?|que tal|wie geht(?:s|'s| es)(?: dir| ihnen)?|comment (?:ça va|allez vous|vas tu)|ça va(?: bien)?",
  ]),
  other: clausePattern([
    "(?:how|what)(?:'s| is)(?: the)? weather(?: like)?(?: (?:today|there|in \\p{L}+|over there|outside))*|(?:nice|lovely|terrible|bad) weather(?: today| isn't it)?|it(?:'s| is) (?:so |very |really )?(?:hot|cold|rainy|sunny|raining)(?: (?:today|outside|here))*|(?:do|will) you (?:like|love|enjoy) (?:music|cricket|football|movies|pizza|coffee|tea|chai|cats|dogs|me|people|humans|your job|chocolate|sports)|what(?:'s| is) your favou?rite (?:colou?r|food|movie|song|book|animal|sport|team|city|band|film|music|cricketer|actor|drink)|do you (?:ever )?(?:sleep|eat|dream|drink|dance|sing|get tired|watch (?:tv|cricket|movies|football))|(?:are|r) you (?:married|single|bored|hungry|in love)|(?:will|would) you marry me|i love you|do you (?:love|miss) me|how old are you|when is your birthday|where do you live|what did you (?:eat|have)(?: for)? (?:breakfast|lunch|dinner|today)|who (?:will|is going to) win the (?:match|election|world cup|game|ipl|cup)|did you (?:watch|see) the (?:match|game|movie|news)(?: yesterday| last night)?|i(?:'m| am) (?:so )?bored|tell me (?:a story|something (?:interesting|nice)|a fun fact)|sing(?: me)? (?:a song|something)|what(?:'s| is) the meaning of life|will you go out with me",
    '(?:aaj )?(?:wahan )?mausam (?:kaisa|kesa) hai(?: (?:aaj|wahan))?|aaj (?:bahut |bohot )?(?:garmi|thand|barish|baarish) (?:hai|ho rahi hai)|(?:tumne |aapne )?khana (?:kha liya|khaya|kha liya kya|khaya kya)|(?:tumhari |aapki )?shaadi (?:ho gayi|hui)(?: hai)?(?: kya)?|mujhse shaadi karog[ei]|(?:kal ka )?match dekha(?: kya)?|(?:match )?kaun jeetega(?: match)?|(?:ek |koi )?ga+na (?:sunao|gao)|(?:ek |koi )?kahani sunao|bore ho rah[ai] (?:hoon|hu|hun)',
    '(?:आज )?(?:वहाँ )?मौसम कैसा है(?: आज)?|आज (?:बहुत )?(?:गर्मी|ठंड|बारिश) (?:है|हो रही है)|(?:तुमने |आपने )?खाना (?:खा लिया|खाया)(?: क्या)?|(?:आपकी |तुम्हारी )?शादी (?:हो गई|हुई)(?: है)?(?: क्या)?|मुझसे शादी करोगी|(?:कल का )?मैच देखा(?: क्या)?|(?:मैच )?कौन जीतेगा|(?:एक |कोई )?गाना (?:सुनाओ|गाओ)|(?:एक |कोई )?कहानी सुनाओ|बोर हो रह[ाी] (?:हूँ|हूं)',
    'qué tiempo hace|wie ist das wetter|quel temps fait il',
  ]),
} as const;
