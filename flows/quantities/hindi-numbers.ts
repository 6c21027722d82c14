import { foldedWord } from './tokens.ts';

/** Hindi numbers below a hundred: each with its spellings in Latin letters and Devanagari. */
const BY_VALUE = `
1 ek एक, 2 do दो, 3 teen तीन, 4 char chaar चार, 5 paanch panch pach paach पांच पाँच,
6 chhe chhah cheh che chhai छह छः छे, 7 saat सात, 8 aath आठ, 9 nau नौ, 10 das dus दस,
11 gyarah gyaarah gyara ग्यारह, 12 barah baarah bara बारह, 13 terah तेरह, 14 chaudah चौदह,
15 pandrah pandra pandarah पंद्रह पन्द्रह, 16 solah सोलह, 17 satrah सत्रह, 18 atharah athara अठारह,
19 unnis उन्नीस, 20 bees bis बीस, 21 ikkis इक्कीस, 22 bais baais बाईस, 23 teis तेईस,
24 chaubis chaubees चौबीस, 25 pachis pachees pacchis पच्चीस, 26 chabbis छब्बीस, 27 sattais सत्ताईस,
28 atthais अट्ठाईस, 29 untis उनतीस, 30 tees tis तीस, 31 ikattis इकतीस, 32 battis बत्तीस, 33 taintis तैंतीस,
34 chautis चौंतीस, 35 paintis paintees पैंतीस, 36 chattis छत्तीस, 37 saintis सैंतीस, 38 adtis अड़तीस,
39 untalis उनतालीस, 40 chalis chaalis chalees चालीस, 41 iktalis इकतालीस, 42 bayalis बयालीस,
43 taintalis तैंतालीस, 44 chauvalis चौवालीस, 45 paintalis पैंतालीस, 46 chhiyalis छियालीस,
47 saintalis सैंतालीस, 48 adtalis अड़तालीस, 49 unchas उनचास, 50 pachas pachaas पचास, 51 ikyavan इक्यावन,
52 bavan बावन, 53 tirpan तिरपन, 54 chauvan चौवन, 55 pachpan पचपन, 56 chhappan छप्पन, 57 sattavan सत्तावन,
58 atthavan अट्ठावन, 59 unsath उनसठ, 60 साठ, 61 iksath इकसठ, 62 basath बासठ, 63 tirsath तिरसठ,
64 chausath चौंसठ, 65 painsath पैंसठ, 66 chhiyasath छियासठ, 67 sadsath सड़सठ, 68 adsath अड़सठ,
69 unhattar उनहत्तर, 70 sattar सत्तर, 71 ikhattar इकहत्तर, 72 bahattar बहत्तर, 73 tihattar तिहत्तर,
74 chauhattar चौहत्तर, 75 pachhattar pachattar पचहत्तर, 76 chhihattar छिहत्तर, 77 satattar सतहत्तर,
78 athhattar अठहत्तर, 79 unasi उनासी, 80 assi अस्सी, 81 ikyasi इक्यासी, 82 bayasi बयासी, 83 tirasi तिरासी,
84 chaurasi चौरासी, 85 pachasi पचासी, 86 chhiyasi छियासी, 87 sattasi सत्तासी, 88 atthasi अट्ठासी,
89 navasi नवासी, 90 nabbe navve नब्बे, 91 ikyanve इक्यानवे, 92 banve बानवे, 93 tiranve तिरानवे,
94 chauranve चौरानवे, 95 pachanve पचानवे, 96 chhiyanve छियानवे, 97 sattanve सत्तानवे, 98 atthanve अट्ठानवे,
99 ninyanve निन्यानवे`;

/** Spelling → number, 1 to 99. */
export const HINDI_NUMBERS: ReadonlyMap<string, number> = new Map(
  BY_VALUE.split(',').flatMap((row) => {
    const [value, ...spellings] = row.trim().split(' ');
    return spellings.map((spelling) => [foldedWord(spelling), Number(value)] as const);
  }),
);

/** A word for a part of the next whole. */
export interface Share {
  /** What it says alone; undefined: nothing. */
  readonly alone: number | undefined;
  /** What it adds to the number after it. */
  readonly beside: number;
  readonly isBeside: boolean;
}

const SHARES: readonly (readonly [spellings: string, alone: number | undefined, beside?: number])[] = [
  ['aadha adha aadhi adhi aadhe adhe aada आधा आधी आधे', 0.5],
  ['dedh ded deedh derh डेढ़ डेढ', 1.5],
  ['dhai adhai dhaai ढाई अढ़ाई', 2.5],
  ['sawa sava सवा', 1.25, 0.25],
  ['paune paun pauna pauna पौने पौन पौना', 0.75, -0.25],
  ['saadhe sadhe साढ़े साढे', undefined, 0.5],
  ['chauthai चौथाई', 0.25],
];

/** "dedh", "dhai", "sawa", "paune", "saadhe" by spelling. */
export const HINDI_SHARES: ReadonlyMap<string, Share> = new Map(
  SHARES.flatMap(([spellings, alone, beside]) =>
    spellings
      .split(' ')
      .map(
        (spelling) => [foldedWord(spelling), { alone, beside: beside ?? 0, isBeside: beside !== undefined }] as const,
      ),
  ),
);
