/** As templates.en.ts, in Hindi. */
export const RETURNS_HI: Readonly<Record<string, readonly string[]>> = {
  return_ask: ['{notes}\n{return_question}'],
  ask_return: ['{return_question}'],
  ask_return_again: ['माफ़ कीजिए, समझ नहीं आया। {return_question}'],
  return_read_back: ['{notes}\nऑर्डर {number} से वापसी:\n{items}\n{reason}\n{credit}\nक्या ऐसे लिख लूँ? हाँ या नहीं।'],
  ask_return_yes: ['जैसा पढ़ा, क्या वापसी वैसे ही लिख लूँ? हाँ या नहीं लिखिए।'],
  return_done: ['{done} इसका क्रेडिट नोट बन गया है। और क्या करूँ?'],
  return_done_instead: ['{done} बदले में क्या चाहिए? सामान और मात्रा लिखिए।'],
  return_kept: ['ठीक है, कुछ वापस नहीं होगा। अब भी कोई दिक़्क़त हो तो किसी व्यक्ति से बात करने को कहिए।'],
  return_gone: ['उसमें लौटाने को अब कुछ नहीं बचा। और क्या करूँ?'],
  nothing_to_return: ['आपका कोई पहुँचा हुआ ऑर्डर नहीं मिला, इसलिए लौटाने को कुछ नहीं है। क्या करूँ?'],
  return_not_delivered: [
    'ऑर्डर {number} अभी पहुँचा नहीं है, इसलिए लौटाने को कुछ नहीं है। उसे बदला या रद्द किया जा सकता है: बस बता दीजिए।',
  ],
  return_on_its_way: ['ऑर्डर {number} अभी आपके पास नहीं पहुँचा और अब बदला नहीं जा सकता। पहुँचने पर बताइए, अगर कुछ लौटाना हो।'],
  return_cancelled: ['ऑर्डर {number} रद्द हो गया था, इसलिए उसमें लौटाने को कुछ नहीं है।'],
  return_all_back: ['ऑर्डर {number} पूरा पहले ही वापस आ चुका है।'],
  return_too_late: ['ऑर्डर {number} {day} तक लौटाया जा सकता था; अब मैं वापस नहीं ले सकता। हमारा सहकर्मी देखकर यहीं जवाब देगा।'],
  return_by_person: ['यह ताज़ा सामान है और इसमें कोई ख़राबी नहीं है, इसलिए हमारा सहकर्मी तय करके यहीं जवाब देगा।'],
  return_instead_of_cancel: ['ऑर्डर {number} पहुँच चुका है। कुछ लौटाना हो तो बताइए क्या, जैसे: चावल वापस करना है।'],
};
