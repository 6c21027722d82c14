import type { Language } from '../../contracts/dialogue.ts';
import { EUROPEAN_LINES } from './european-lines.ts';

/** Short lines as customers type them, in one language and script. */
export interface LinesOfLanguage {
  readonly code: Language;
  /** Script or spelling, where a language is typed in several. */
  readonly written?: 'Devanagari' | 'Latin';
  /** Looked at while the detector is tuned. */
  readonly dev: readonly string[];
  /** Written before any tuning and never looked at for it: what is reported. */
  readonly heldOut: readonly string[];
}

/**
 * Own lines of 2 to 9 words, some with typing errors and without accents, as in chats. The measure of `detectLanguage`:
 * `language.test.ts` asserts both halves, `npm run bench -- dialogue` reports the held-out one.
 */
export const LANGUAGE_LINES: readonly LinesOfLanguage[] = [
  {
    code: 'en',
    dev: [
      'how much is it per month',
      'can i get a discount',
      'send me the details pls',
      'what time do you open',
      "i don't think we need this",
      'is there a free trial',
      'my order has not arrived yet',
      'call me tomorrow after lunch',
      'we are a team of five',
      'sounds good, what next?',
      'who else is using it?',
      'too expensive for us',
    ],
    heldOut: [
      'do you deliver on sundays',
      'i want to change my address',
      "it doesn't work on my phone",
      'could you explain that again',
      'let me check with my boss',
      'two boxes of green tea',
      'where is your office located',
      'thx, talk later',
      'when will you ship my parcel',
      'any offer running right now?',
      'the last invoice was wrong',
      'not sure this is for me',
    ],
  },
  {
    code: 'hi',
    written: 'Devanagari',
    dev: [
      'इसकी कीमत क्या है',
      'मुझे दो किलो चावल चाहिए',
      'डिलीवरी कब होगी',
      'क्या छूट मिलेगी?',
      'कल सुबह फोन कीजिए',
      'हमें इसकी ज़रूरत नहीं है',
      'ऑर्डर रद्द कर दो',
      'आपका पता क्या है',
      'मेरा नाम सुरेश है',
      'बहुत महंगा है भाई',
      'ठीक है, भेज दीजिए',
      'और जानकारी भेजिए',
    ],
    heldOut: [
      'दूध और ब्रेड भेज दो',
      'पैसे कैसे देने हैं',
      'यह कैसे काम करता है',
      'मैं बाद में बताऊँगा',
      'क्या आज दुकान खुली है',
      'मुझे समझ नहीं आया',
      'पिछला बिल गलत था',
      'इसमें क्या क्या मिलेगा',
      'थोड़ा कम करो ना',
      'सामान अभी तक नहीं आया',
      'किसी से बात करनी है',
      'शाम को छह बजे के बाद',
    ],
  },
  {
    code: 'hi',
    written: 'Latin',
    dev: [
      'kitne ka hai ye',
      'mujhe do kilo chawal chahiye',
      'delivery kab tak hogi',
      'thoda discount milega kya',
      'kal subah call karna',
      'abhi nahi chahiye bhai',
      'order cancel kar do',
      'aapka address kya hai',
      'mera naam suresh hai',
      'bahut mehnga hai yaar',
      'theek hai bhej do',
      'aur details bhejo na',
    ],
    heldOut: [
      'doodh aur bread bhej dena',
      'payment kaise karu',
      'ye kaise kaam karta hai',
      'main baad mein bataunga',
      'aaj dukaan khuli hai kya',
      'samajh nahi aaya mujhe',
      'pichla bill galat tha',
      'isme kya kya milta hai',
      'thoda kam karo na bhaiya',
      'saman abhi tak nahi aaya',
      'kisi se baat karni hai',
      'shaam ko 6 baje ke baad',
    ],
  },
  ...EUROPEAN_LINES,
  {
    code: 'ar',
    dev: [
      'كم السعر في الشهر',
      'هل يوجد خصم؟',
      'أرسل لي التفاصيل من فضلك',
      'متى تفتحون',
      'لا نحتاج إلى هذا',
      'أريد التحدث مع شخص',
      'طلبي لم يصل بعد',
      'اتصل بي غدا',
      'نحن فريق من خمسة أشخاص',
      'جيد، ماذا بعد؟',
      'غالي جدا علينا',
      'أين يقع مكتبكم',
    ],
    heldOut: [
      'هل توصلون يوم الأحد؟',
      'أريد تغيير عنواني',
      'لا يعمل على هاتفي',
      'ممكن تشرح مرة أخرى',
      'يجب أن أسأل مديري',
      'علبتان من الشاي الأخضر',
      'كيف يمكنني الدفع',
      'شكرا، إلى اللقاء',
      'لم أحصل على رد حتى الآن',
      'ماذا يشمل العرض؟',
      'الفاتورة غير صحيحة',
      'لست مهتما الآن',
    ],
  },
  {
    code: 'ru',
    dev: [
      'сколько стоит в месяц',
      'есть скидка?',
      'пришлите подробности пожалуйста',
      'во сколько вы открываетесь',
      'нам это не нужно',
      'хочу поговорить с человеком',
      'мой заказ ещё не пришёл',
      'позвоните мне завтра',
      'нас пять человек в команде',
      'звучит хорошо, что дальше?',
      'для нас слишком дорого',
      'где ваш офис',
    ],
    heldOut: [
      'вы доставляете по воскресеньям?',
      'хочу изменить адрес',
      'на телефоне не работает',
      'можете объяснить ещё раз',
      'надо спросить у начальника',
      'две коробки зелёного чая',
      'как можно оплатить',
      'спасибо, до связи',
      'до сих пор нет ответа',
      'что входит в стоимость?',
      'счёт неправильный',
      'пока не интересно',
    ],
  },
];

/** Lines that tell no language: numbers, names, pictures, words that many languages share. */
export const LINES_WITHOUT_LANGUAGE: readonly string[] = [
  'ok',
  'OK!!',
  '👍',
  '🙂🙂',
  '12',
  '50 kg',
  '+91 98765 43210',
  'a@b.example',
  'https://example.com/x',
  'hmm',
  'Anna',
  'Acme GmbH',
  '?',
  '...',
  'WhatsApp',
  '₹500',
];
