import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  chitchatKind,
  isAbuse,
  isCancel,
  isHumanRequest,
  isNo,
  isRepeat,
  isResumption,
  isSkip,
  isYes,
} from './repair-cues.ts';

const CUES = { isYes, isNo, isCancel, isSkip, isRepeat, isHumanRequest, isAbuse, isResumption };

interface Lines {
  readonly heard: readonly string[];
  readonly left: readonly string[];
}

const LINES: Readonly<Record<keyof typeof CUES, Lines>> = {
  isYes: {
    heard: lines(`
      yes | Yes! | yep | yeah sure | ok | OK thanks | of course | go ahead please | sounds good | that's right
      exactly | y | haan | haan ji | theek hai | bilkul | ji | हाँ | जी हाँ | ठीक है | बिल्कुल | yes yes yes
    `),
    left: lines(`
      yes, but how much is it? | no | yesterday | not sure | is it ok? | okra | right now I am busy
      haan par mehnga hai | theek nahi hai | हाँ लेकिन महंगा है | yes I have a question | nahi | 👍 or not
    `),
  },
  isNo: {
    heard: lines(`
      no | No! | nope | no thanks | no, thank you | not really | not now | of course not | never | don't do it
      absolutely not | nahi | nahi ji | bilkul nahi | nahin | नहीं | जी नहीं | मत करो | अभी नहीं | no no no
    `),
    left: lines(`
      no, I meant Friday | no problem with that price | yes | I have no budget | not bad | north
      no idea what you mean | nahi samjha | nahi pata kitna | नहीं समझा | there is no website | nothing works
      knowing
    `),
  },
  isCancel: {
    heard: lines(`
      cancel | cancel it | please cancel this | Cancel that, please | forget it | never mind | nevermind | nvm
      drop it | start over | let's start over | I changed my mind | can we start from scratch | ok, forget about it
      cancel karo | rehne do | chhodo | isko cancel kar do | jaane do | रद्द करो | कैंसिल कर दो | रहने दो | छोड़ दीजिए
    `),
    left: lines(`
      can I cancel any time? | what is your cancellation policy | customers cancel a lot | my flight was cancelled
      I never mind paying for quality | drop me a mail | we start over 50 projects a year | don't forget it
      how do I cancel a contract | cancel karne ka tarika kya hai | क्या मैं बाद में रद्द कर सकता हूँ
      order cancel kyun hua
    `),
  },
  isSkip: {
    heard: lines(`
      skip | skip it | Skip this question | skip for now | next question please | next | pass | I'd rather not say
      I prefer not to answer | I don't want to tell you | let's move on | leave it blank | none of your business
      I'll tell you later | skip karo | agla sawal | aage badho | baad mein bataunga | स्किप करो | अगला सवाल
      आगे बढ़ो | बाद में बताऊँगा
    `),
    left: lines(`
      do you skip weekends? | good, next step? | next week is fine | we skip lunch | what is next | pass me to a colleague
      the next step? | I skipped the last bill | boarding pass | agle hafte | aage kya hoga | अगले हफ्ते
      आगे क्या होगा | move on Friday
    `),
  },
  isRepeat: {
    heard: lines(`
      repeat | repeat that | can you repeat that please | say that again | what did you say? | pardon? | come again
      sorry, I didn't catch that | what was the question? | once more please | huh? | again please | I didn't get that
      phir se bolo | dobara batao | kya kaha | ek baar aur | kya bola aapne | फिर से बोलो | दोबारा बताइए | क्या कहा
      एक बार और
    `),
    left: lines(`
      we have many repeat customers | hello again | can you repeat the order every week? | I said that again and again
      again the same problem | what do you sell? | what is that? | what did you say about the price? | say hello
      phir se order karna hai | dobara mat likhna | फिर से ऑर्डर करना है | kya aap bol sakte ho
      do you offer repeat discounts
    `),
  },
  isHumanRequest: {
    heard: lines(`
      human | agent please | I want to talk to a human | can I speak to a real person? | connect me to an agent
      let me talk to someone | get me a manager | transfer me to customer support | is there a real person here?
      I need a human | I don't want to talk to a bot | put me through to your manager | can a real person call me?
      kisi insaan se baat karni hai | bot se baat nahi karni | रोबोट से बात नहीं करनी | I prefer talking to a person | mujhe manager se baat karao | agent se baat karwao | kisi se baat karni hai
      मुझे इंसान से बात करनी है | किसी से बात करवाओ | मैनेजर से बात कराइए | quiero hablar con una persona
      kann ich mit einem Menschen sprechen
    `),
    left: lines(`
      does the bot talk to people? | I have to talk to my manager first | our customers want to talk to a human
      human resources is our field | we have 20 agents | I am the manager
      is it a person or a bot that answers our leads? | can it transfer calls to an agent?
      I spoke to someone yesterday | I need a person who knows Excel | apne manager se baat karke bataunga
      boss se puchna hai | मुझे अपने मैनेजर से बात करनी है | hum insaan hain | I don't want to talk to a person
    `),
  },
  isAbuse: {
    heard: lines(`
      you are an idiot | you stupid bot | fuck you | fuck off | u r useless | shut up | you are all morons
      stupid bot | are you stupid? | I'll kill you | go to hell | you piece of shit | idiot | screw you | you suck
      chutiya | tum pagal ho | bewakoof ho kya | madarchod | tu gadha hai | चूतिया | तुम बेवकूफ हो | हरामी
      भाड़ में जाओ | eres idiota | du bist dumm
    `),
    left: lines(`
      that was a stupid mistake of mine | this is shit | our old tool was useless | I feel like an idiot
      damn, that is expensive | the fucking printer is broken | my competitors are killing me
      this price will kill us | we shut up shop at six | get lost parcels back | do you sell idiot proof tools
      pagal panti hai yeh market | main pagal ho gaya is kaam se | मैं बेवकूफ नहीं हूँ | kutte ka khana chahiye
      is it dumb to ask?
    `),
  },
  isResumption: {
    heard: lines(`
      where were we? | so where were we | where did we stop? | where did we leave off | let's continue | continue
      resume | I'm back | I am back again | let's pick up where we left off | go on | what were we talking about?
      back to our conversation | hum kahan the | kahan tak pahunche the | baat kahan ruki thi | main wapas aa gaya
      हम कहाँ थे | बात कहाँ रुकी थी | मैं वापस आ गई | जारी रखें
    `),
    left: lines(`
      where are you? | where were you founded? | I will be back tomorrow | call me back | give me my money back
      send a resume | we continue to lose leads | what happens if I continue after the trial? | back pain
      aap kahan ho | office kahan hai | आप कहाँ हैं | हम दिल्ली में थे | get back to me
    `),
  },
};

describe.each(Object.entries(LINES))('%s', (name, { heard, left }) => {
  const isHeard = CUES[name as keyof typeof CUES];

  test.each(heard)('hears "%s"', (text) => {
    expect(isHeard(text, spokenIn(text))).toBe(true);
  });

  test.each(left)('leaves "%s" alone', (text) => {
    expect(isHeard(text, spokenIn(text))).toBe(false);
  });
});

/** The few lines of other languages count in theirs only. */
function spokenIn(text: string): string {
  if (/^(?:eres|quiero)/.test(text)) return 'es';
  return /^(?:du|kann)/.test(text) ? 'de' : 'en';
}

describe('small talk', () => {
  const SMALL_TALK = {
    wellbeing: [
      'how are you?',
      'Hi, how are you doing today?',
      "what's up",
      'kaise ho',
      'aap kaise hain',
      'कैसे हो',
      'आप कैसे हैं?',
      'sab theek?',
      'wie gehts',
      'qué tal',
    ],
    bot: [
      'are you a bot?',
      'are you a real person or a robot',
      'am I talking to a machine?',
      "what's your name?",
      'kya aap robot ho',
      'aap kaun ho',
      'क्या आप रोबोट हैं',
      'आप कौन हैं',
      'who made you',
      'bist du ein bot',
    ],
    joke: [
      'tell me a joke',
      'another joke please',
      'make me laugh',
      'know any good jokes?',
      'ek joke sunao',
      'koi chutkula sunao',
      'एक चुटकुला सुनाओ',
      'erzähl mir einen witz',
    ],
    other: [
      "how's the weather?",
      'do you like cricket',
      'I love you',
      "I'm so bored",
      'what is your favourite colour?',
      'mausam kaisa hai',
      'khana khaya',
      'मौसम कैसा है',
      'खाना खा लिया?',
      'sing me a song',
      'will you marry me?',
    ],
  } as const;
  const cases = Object.entries(SMALL_TALK).flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const));

  test.each(cases)('"%s" is %s', (text, kind) => {
    expect(chitchatKind(text, 'en')).toBe(kind);
  });

  test.each(
    lines(`
    how are you different from others? | how are you, and how much is it? | can the bot tell jokes to my customers?
    hello | what is the price | do you like our website? | is your bot a real AI? | we sell weather stations
    how is the weather data delivered | kaise order kare | aap kya bechte ho | आप क्या बेचते हैं | robot vacuum price
    who are your customers | thanks
  `),
  )('"%s" is none', (text) => {
    expect(chitchatKind(text, 'en')).toBeUndefined();
  });
});

test('any text is judged without a crash, and twice alike', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 1200 }),
      fc.constantFrom('en', 'hi', 'de', '__proto__'),
      (text, language) => {
        const judge = (): readonly boolean[] => Object.values(CUES).map((cue) => cue(text, language));
        expect(judge()).toEqual(judge());
        expect(chitchatKind(text, language)).toBe(chitchatKind(text, language));
      },
    ),
    { numRuns: 200, seed: 6 },
  );
});

/** The lines of a table, parted by bars and line ends. */
function lines(table: string): readonly string[] {
  return table
    .split(/[|\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
