import type { BaseUnit, PackName, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { Token } from './tokens.ts';
import { foldedWord } from './tokens.ts';

/** What a number counts. */
export type Unit =
  /** `factor`: base units in one, or units of a size: 1000 for a kilo. */
  | { readonly kind: 'measure'; readonly unit: Exclude<BaseUnit, 'piece'>; readonly factor: number }
  | { readonly kind: 'size'; readonly unit: SpokenSize['unit']; readonly factor: number }
  | { readonly kind: 'pack'; readonly pack: PackName }
  | { readonly kind: 'piece' };

const grams = (factor: number): Unit => ({ kind: 'measure', unit: 'g', factor });
const millilitres = (factor: number): Unit => ({ kind: 'measure', unit: 'ml', factor });
const size = (unit: SpokenSize['unit'], factor = 1): Unit => ({ kind: 'size', unit, factor });

/** Spellings by what they mean. In pounds and gallons by the international definitions. */
const MEASURES: readonly (readonly [spellings: string, unit: Unit])[] = [
  [
    'kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes keelo kilu kilogm kgms किलो किग्रा किलोग्राम केजी',
    grams(1000),
  ],
  ['g gm gms gr gram grams gramme grammes ग्राम', grams(1)],
  ['tonne tonnes ton tons टन', grams(1_000_000)],
  ['quintal quintals kuintal क्विंटल', grams(100_000)],
  ['lb lbs pound pounds', grams(453.592_37)],
  ['l lt ltr ltrs liter liters litre litres litr litar लीटर लिटर', millilitres(1000)],
  ['ml mls millilitre millilitres milliliter milliliters मिली एमएल', millilitres(1)],
  ['gallon gallons', millilitres(3785.411_784)],
  ['inch inches इंच', size('inch')],
  ['cm cms centimetre centimetres centimeter centimeters', size('cm')],
  ['mm millimetre millimetres', size('mm')],
  ['oz ounce ounces', size('oz')],
  ['gsm', size('gsm')],
  ['ft foot feet', size('inch', 12)],
  ['piece pieces pc pcs pcs. nos unit units pis peece पीस नग loaf loaves head heads', { kind: 'piece' }],
];

const PACKS: Readonly<Record<PackName, string>> = {
  dozen: 'dozen dozens dozn dozne dozan doze doz dz darjan darzan darjen दर्जन',
  packet:
    'packet packets pack packs pkt pkts pckt pckts paket packit pouch pouches sachet sachets ream reams पैकेट पैक पाउच',
  box: 'box boxes dabba dabbe dibba dibbe डिब्बा डिब्बे बॉक्स',
  carton: 'carton cartons ctn ctns peti petiyan पेटी कार्टन',
  case: 'case cases',
  crate: 'crate crates kret क्रेट',
  tray: 'tray trays ट्रे',
  bag: 'bag bags thaila thaili thailiyan बैग थैला थैली',
  sack: 'sack sacks bori bora boriyan katta katte बोरी बोरा कट्टा',
  bottle: 'bottle bottles botal botle bottel बोतल बोतलें',
  jar: 'jar jars जार',
  tin: 'tin tins can cans टिन',
  roll: 'roll rolls रोल',
  bundle: 'bundle bundles बंडल',
  bunch: 'bunch bunches guchha guchhe gaddi gucchi गुच्छा गुच्छे गड्डी',
  pair: 'pair pairs jodi जोड़ी',
  set: 'set sets सेट',
};

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...MEASURES.flatMap(([spellings, unit]) =>
    spellings.split(' ').map((spelling) => [foldedWord(spelling), unit] as const),
  ),
  ...Object.entries(PACKS).flatMap(([pack, spellings]) =>
    spellings.split(' ').map((spelling) => [foldedWord(spelling), { kind: 'pack', pack: pack as PackName }] as const),
  ),
]);

/** A quarter of a kilo; the same letters are a bread. */
const PAAV: ReadonlySet<string> = new Set(['paav', 'pav', 'pao', 'paao', 'पाव']);

/** The unit at a token after a number, and how many tokens it takes; undefined where none stands. */
export function unitAt(
  tokens: readonly Token[],
  at: number,
): { readonly unit: Unit; readonly next: number } | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.key === '"' || token.key === "''") return { unit: size('inch'), next: at + 1 };
  // "10in", but "2 in 1".
  if (token.key === 'in' && token.isGlued) return { unit: size('inch'), next: at + 1 };
  if (PAAV.has(token.key)) return paavAt(tokens, at);
  const unit = unitNamed(token);
  return unit === undefined ? undefined : { unit, next: at + 1 };
}

function paavAt(tokens: readonly Token[], at: number): { readonly unit: Unit; readonly next: number } | undefined {
  const after = tokens[at + 1]?.key;
  if (after === 'bhaji' || after === undefined) return undefined;
  return { unit: grams(250), next: after === 'kilo' || after === 'kg' ? at + 2 : at + 1 };
}

/** What a word counts; undefined for most words. */
export function unitNamed({ key, kind }: Token): Unit | undefined {
  return kind === 'word' ? UNITS.get(key) : undefined;
}

/** What a word of a pack holds things in; undefined for other words. */
export function packNamed(token: Token): PackName | undefined {
  const unit = unitNamed(token);
  return unit?.kind === 'pack' ? unit.pack : undefined;
}

/** After a number these belong to the product: "3 ply", "9 watt", "5 star". */
export const ATTRIBUTES: ReadonlySet<string> = new Set(
  'ply compartment compartments watt watts w v volt volts hole holes layer layers seater burner way fold gb mah micron microns star up mantra roses % percent minute minutes min inchi year years grain grains cavity section sections flap side sided plus xl hp tier'.split(
    ' ',
  ),
);
