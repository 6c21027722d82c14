import type { Language } from '../../contracts/dialogue.ts';

/**
 * Words that tell a language in short chat lines, after `plain`: function words, greetings, the verbs of asking and ordering.
 * A word that is in several lists counts for each by its share. Hindi is the one typed in Latin letters.
 */
export const LANGUAGE_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: words(
    'a able about after also am an and any anyone anything are as ask at back band be been bent best bin but by call can come con could dam day did die dies do does dove due even every first for from get give good great had ham has hat have hay hello help here hey hi how hum i if in interested into is it its just kind know last later let like log looking main make man many mat maybe me met month more most much my namaste need never new next no not of on one only open or order other our out over per please pls plus pod pour price pro said same say se see send she should show sin so solo some someone son soon sorry sounds still sure tag talk tell ten than thank thanks that the their them then there they this those thx to today tomorrow too tout ty u up us want war was we week well were what when where which who why will with word work would yeah year yep yes yet you your',
    "i'm i'd i'll i've it's don't doesn't didn't can't won't isn't aren't that's what's let's we're we've you're there's wasn't couldn't wouldn't haven't",
  ),
  hi: words(
    'aa aap aapka aapke aapki aapko aaj aaya aaye aayega aayi ab abhi accha acha achha agar agla aisa aise aur baad baar baat baje band bahut batao batana bataiye bataunga bech beta bhai bhaiya bhej bhejna bhejo bhi bhool bilkul bola bolo bohot bohut chahie chahiye chahte chahta chahti chal chalega chalo chalta chhota dam dekh dekho dena dijiye diya do dobara doge doodh du dukan dukaan fir galat gaya gayi ghar haan hai hain ham hamara hamare hamari hame hamein hi ho hoga hogi hona hota hote hu hua hui hum hun ise iska iske iski isko isme itna jaa jaana jab jaisa jaise jaldi jao jo ka kab kabhi kaha kahan kaise kaisa kaisi kal kam kar kara karke karna karni karo karte karta karti karu karun karunga ki kis kisi kisko kitna kitne kitni ko koi kuch kya kyu kyun kyunki laga lagta lekin lena liya lo log lunga maal mai main mat matlab mehenga mehnga mein mera mere meri milega milegi milta mila mujhe mujhse naam nahi nahin nai namaste nhi paas paisa paise par parso pata phir pichla pichli raha rahe rahi rakho sab saare saari sab sabhi saman samajh sasta se shaam shukriya subah sirf suno tak teen thik theek thoda thodi tha the thi tum tumhara tumhare tumko tujhe wala wale wali wapas wo woh yaar yahan ye yeh zaroor zyada jyada wahi unka unko uska usko dhanyavad kripya padega padegi puchna puchh poochna jaankari zarurat zaroorat pe mere humare humara lijiye bataye bolna chahta samjha samjhao aana aata aati hoon hue jata jati karwana karwao dilao mangta dikhao rupaye rupay',
  ),
  es: words(
    'acepta aceptan tarda acuerdo alguna gente podría podrían a ahora algo alguien algun algún antes aquí bien buen buena buenas bueno buenos caro claro como cómo con cual cuál cuando cuándo cuanto cuánto cuesta de del desde dia día donde dónde dos el ella ellos en entonces es esa ese eso está esta estan están estoy este esto favor gracias ha hablar hacen hacer hasta hay hola hoy la las lo los luego más mañana me mi mis muy nada necesito no nos nosotros o otra otro para pero porque por precio puede puedes puedo que qué quiero quieren se sé si sí sin sobre somos son su sus también tengo tiene tienen todavía todo tu un una usted ustedes va vale y ya yo',
  ),
  de: words(
    'alles klar ordnung rechnung hätte gern aber alle als am an auch auf aus bei bin bis bitte brauche brauchen da danke das dass dem den der die dies doch du ein eine einen einem einer er es etwas euch euer eure für ganz gar geht genau gerne gibt gut guten habe haben habt hallo hat heute hier ich ihr ihre im in ist ja jemand jemandem jetzt kann kannst kein keine können könnt kostet mal man mehr mein meine meinem meinen mich mir mit möchte morgen muss nach nein nicht nichts noch nochmal nur ob oder ohne schick schon sehr sein sie sind so tag teuer über um und uns unser unsere viel vielen von vor wann war warum was wenn wer wie wieder will wir wo wollen zu zum zur',
  ),
  fr: words(
    "a à ai appelez-moi au aussi avec avez avoir beaucoup besoin bien bon bonjour bonsoir c'est ça ce cela ces cette cher chez combien comme comment d'accord dans de déjà demain demande des deux dois du elle en encore est et êtes être eu faire fait faut il ils j'ai je jour jusqu'à l'on la le les leur livrez lui ma mais marche me même merci mes moi mon n'a n'ai n'en n'est ne non nos notre nous on ou où oui par pas peux peut plus pour pouvez pourquoi prix puis qu'est-ce quand que quel quelle quelqu'un qui quoi s'il salut sans se si sommes son sont sur svp ta te toi ton tout très trop tu un une va veux vos votre voudrais vous",
  ),
  pt: words(
    'aceita aceitam quanto quantos demora fala falam queria pela pelas pelos vi sobre anúncio moça moço tá beleza a agora ainda alguém algum alguma amanhã ao aos as até boa bom caro com como custa da das de demais depois dia do detalhes dois dos duas e é ela ele em entrega entregam era essa esse está estou eu faço falar fica foi gente gostaria hoje isso já mais manda mas me meu mim minha muito na não nao nas no nos nós o obrigada obrigado oi olá onde os ou para pelo pode por porque posso pra preço preciso precisamos pro quais qual quando quanto que quem quero sem ser seu só somos sou sua também tem tenho tudo um uma vai você vocês voces',
  ),
  it: words(
    "a adesso al alla anche ancora aprite arrivato avete basta bene buongiorno buonasera c'è caro che chi chiamami ci ciao come con cosa costa da dal degli dei del della delle di domani dopo dov'è dove due e è essere fare fatto favore gli grazie ha hai ho i il in io l'ho la le lei li lo loro ma mandami me mi mia mio molto ne nel nella noi non nostra nostro o oggi ora per perché più piu poi posso può puoi quale qualcuno quando quanti quanto quello questa questo salve se sei senza si sì siamo siete solo sono sta su sua suo sul tra troppo tu tutto un una uno va vi voglio voi vorrei vostro",
  ),
  nl: words(
    'aan al alles alsjeblieft als ben bel bent bedankt bij ben beetje daar dag dan dank dat de deze die dit doen door een en er even geen goed goede graag had hallo hebben hebt heb heeft heel het hier hoe hoeveel hoi iemand iets ik in is ja jij je jouw jullie kan kost kun kunnen kunt later maar me meer met mij mijn moet moeten morgen na naar nee niet nog nodig nou nu of om ons ook op over prijs stuur te tot u uit uw van vandaag veel voor waar waarom wanneer want waren was wat we wel wie wij wil willen word wordt zijn zit zo zou',
  ),
  tr: words(
    'acaba ama ancak bana bazı ben beni benim bir biri biriyle biz bize bizim bu bugün buna bunu çok da daha de değil diye evet fiyat fiyatı gibi güzel günü hala hayır hem her iki için ile istiyorum istiyoruz kaç kaça kaçta kadar lazım lütfen merhaba mi mı mu mü mısın mısınız misiniz ne neden neler nerede nasıl o olabilir olarak olur olacak onu sadece saat selam sen siz size sizin sonra şey şimdi simdilik şu tamam teşekkürler tesekkurler var ve veya ya yarın yok',
  ),
  pl: words(
    'a ale bardzo będzie być chcę chce chciałbym chciałabym co czy czego czemu dla dlaczego do dobrze drogo dzień dobry dziękuję dzieki dzięki dziś gdzie i ich ile ja jak jaka jakaś jaki jakie jako jest jesteśmy jeszcze już jutro kiedy kosztuje kto która które której którą mam mamy masz mi mnie mogę można możesz moje mój na nam nas nie nasz o od on ona oraz po pod potrzebuję potrzebujemy proszę prosze przez razie są się tak tam tego ten to tu ty tylko u w wasz wasze was więc wszystko z za ze żeby z kimś',
  ),
};

/** Letters and endings that few words of another language have; the first that fits a word outside the lists counts. */
export const FORMS: readonly { readonly code: Language; readonly sign: RegExp }[] = [
  { code: 'pt', sign: /[ãõ]|ção$|ções$|ç[ao]s?$|inh[ao]s?$|[aeo]lh[aeo]/u },
  { code: 'es', sign: /ñ|ción$|acion$|ciones$|[ií]amos$|ué$/u },
  { code: 'pl', sign: /[łżźśćńęą]/u },
  { code: 'tr', sign: /[ğış]|(?:iyor|ıyor|uyor|üyor)(?:um|sun|uz|lar)?$/u },
  { code: 'de', sign: /ß|(?:\p{L}{4}ung|ungen|ieren|keit|heit|schaft)$|^ge\p{L}{3,}t$|sch(?:en|t)?$/u },
  { code: 'nl', sign: /ij|(?:eren|heid|aar|tje|tjes|uur)$/u },
  {
    code: 'hi',
    sign: /(?:(?<!om|^m|^v|od)eg[ai]|(?<!ll|v)enge|(?<=\p{L}{2})oge|ung[ai]|oong[ai]|iyega|iye|aoge|aunga)$|^(?:kar|bhej|bata|dikha|samjha)(?:o|na|do|dena|ne|kar)$/u,
  },
];

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.normalize('NFKC').split(' ')));
}

/** Scripts that one language is written in, as far as our customers go; the first that most letters are in decides. */
export const SCRIPTS: readonly { readonly code: Language; readonly letters: RegExp }[] = [
  { code: 'hi', letters: /\p{Script=Devanagari}/gu },
  { code: 'ar', letters: /\p{Script=Arabic}/gu },
  { code: 'ru', letters: /\p{Script=Cyrillic}/gu },
  { code: 'bn', letters: /\p{Script=Bengali}/gu },
  { code: 'ta', letters: /\p{Script=Tamil}/gu },
  { code: 'te', letters: /\p{Script=Telugu}/gu },
  { code: 'gu', letters: /\p{Script=Gujarati}/gu },
  { code: 'pa', letters: /\p{Script=Gurmukhi}/gu },
  { code: 'kn', letters: /\p{Script=Kannada}/gu },
  { code: 'ml', letters: /\p{Script=Malayalam}/gu },
  { code: 'th', letters: /\p{Script=Thai}/gu },
  { code: 'ko', letters: /\p{Script=Hangul}/gu },
  { code: 'ja', letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu },
  { code: 'zh', letters: /\p{Script=Han}/gu },
  { code: 'he', letters: /\p{Script=Hebrew}/gu },
  { code: 'el', letters: /\p{Script=Greek}/gu },
];

/** Letters and words that single out another language of a script. */
export const WITHIN_SCRIPT: Readonly<Record<Language, readonly { readonly code: Language; readonly sign: RegExp }[]>> =
  {
    hi: [{ code: 'mr', sign: /ळ|(?:^|\s)(?:आहे|नाही|मला|तुम्ही|काय|पाहिजे)(?=\s|$)/u }],
    ar: [
      { code: 'ur', sign: /[ٹڈڑںےہ]/u },
      { code: 'fa', sign: /[پچژگک]/u },
    ],
    ru: [{ code: 'uk', sign: /[іїєґ]/u }],
  };
