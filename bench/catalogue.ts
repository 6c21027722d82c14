/** Products of a large shop, made from words that are sold: the same for the same seed. */

const BRANDS =
  'Aashirvaad Amul Annapurna Bikaji Britannia Catch Dabur Daawat Everest Fortune Gowardhan Haldiram India Gate Kissan Kohinoor Lijjat Maharani Mothers Nandini Natural Organic Parle Patanjali Rajdhani Saffola Sundrop Tata Tops Vasant Verka'.split(
    ' ',
  );
const KINDS =
  'Premium Classic Everyday Gold Select Royal Super Fresh Pure Traditional Roasted Smoked Salted Spicy Sweet Whole Split Fine Coarse Instant Brown White Red Black Green Yellow Long Short Light Extra'.split(
    ' ',
  );
const THINGS: readonly (readonly [string, string, readonly string[]])[] = [
  ...rows('g', '100 g;200 g;250 g;500 g;1 kg;2 kg;5 kg;10 kg', [
    'basmati rice;बासमती चावल',
    'wheat flour;आटा',
    'gram flour;बेसन',
    'semolina;सूजी',
    'toor dal;अरहर दाल',
    'moong dal;मूंग दाल',
    'chickpeas;चना',
    'kidney beans;राजमा',
    'sugar;चीनी',
    'jaggery;गुड़',
    'turmeric powder;हल्दी',
    'chilli powder;मिर्च पाउडर',
    'coriander powder;धनिया पाउडर',
    'cumin seeds;जीरा',
    'mustard seeds;सरसों',
    'black pepper;काली मिर्च',
    'cardamom;इलायची',
    'peanuts;मूंगफली',
    'cashew nuts;काजू',
    'almonds;बादाम',
    'raisins;किशमिश',
    'potato chips;आलू चिप्स',
    'butter;मक्खन',
    'paneer;पनीर',
    'cheese slices;चीज़',
    'oat flakes;ओट्स',
    'corn flakes;कॉर्न फ्लेक्स',
    'vermicelli;सेवई',
    'noodles;नूडल्स',
    'tea leaves;चाय',
    'coffee beans;कॉफ़ी',
    'cocoa powder;कोको',
    'washing powder;सर्फ',
    'mango pickle;आम का अचार',
  ]),
  ...rows('ml', '100 ml;200 ml;250 ml;500 ml;750 ml;1 l;2 l;5 l', [
    'sunflower oil;सूरजमुखी तेल',
    'mustard oil;सरसों तेल',
    'olive oil;जैतून तेल',
    'ghee;घी',
    'toned milk;दूध',
    'buttermilk;छाछ',
    'coconut water;नारियल पानी',
    'mango juice;आम रस',
    'orange juice;संतरा रस',
    'tomato ketchup;केचप',
    'soy sauce;सोया सॉस',
    'vinegar;सिरका',
    'rose syrup;गुलाब शरबत',
    'dishwash liquid;बर्तन साबुन',
    'floor cleaner;फ़िनाइल',
    'hand wash;हैंड वॉश',
    'shampoo;शैम्पू',
    'hair oil;बाल तेल',
    'honey;शहद',
    'ice cream;आइसक्रीम',
  ]),
  ...rows('piece', '4 inch;6 inch;8 inch;9 inch;10 inch;12 inch;14 inch;16 inch', [
    'pizza box;',
    'cake box;',
    'burger box;',
    'paper plate;',
    'foil tray;',
    'kraft bag;',
    'carry bag;',
    'paper napkin;',
    'baking sheet;',
    'serving tray;',
    'steel plate;थाली',
    'candle;मोमबत्ती',
    'frying pan;तवा',
    'storage jar;डिब्बा',
    'wooden spoon;चम्मच',
  ]),
];

function rows(unit: string, sizes: string, things: readonly string[]) {
  return things.map((thing) => [unit, thing, sizes.split(';')] as const);
}

export interface CatalogueProduct {
  readonly sku: string;
  readonly name: string;
  readonly thing: string;
  readonly size: string;
  readonly brand: string;
}

/** `count` products, no two of the same name. */
export function catalogueProducts(count: number): readonly (CatalogueProduct & { readonly row: string })[] {
  const combinations = BRANDS.length * KINDS.length * THINGS.length * 8;
  // A stride without a common divisor visits each combination once, in an order that mixes them.
  const stride = 479_001_599;
  return Array.from({ length: count }, (_, index) =>
    productAt(Number((BigInt(index) * BigInt(stride)) % BigInt(combinations)), index),
  );
}

function productAt(combination: number, index: number): CatalogueProduct & { readonly row: string } {
  let rest = combination;
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[rest % from.length];
    rest = Math.floor(rest / from.length);
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  };
  const [unit, words, sizes] = pick(THINGS);
  const [brand, kind, size] = [pick(BRANDS), pick(KINDS), pick(sizes)];
  const [thing = '', hindi = ''] = words.split(';');
  const name = `${brand} ${kind.toLowerCase()} ${thing} ${size}`;
  const sku = `P-${String(index).padStart(6, '0')}`;
  const price = (20 + (index % 900)).toFixed(2);
  const row = [
    sku,
    thing,
    'piece',
    1,
    price,
    'INR',
    5,
    size,
    unit === 'piece' ? 'carton=100' : 'carton=24',
    name,
    hindi,
    '',
    index % 7 === 0 ? 0 : 100,
    10,
  ].join(',');
  return { sku, name, thing, size, brand, row };
}

/** The same as a CSV file, in chunks of `rowsAChunk`. */
export function* catalogueCsv(count: number, rowsAChunk = 200): Generator<Buffer> {
  yield Buffer.from(
    'sku,category,base_unit,price_per,price,currency,tax_percent,content,packs,name_en,name_hi,synonyms_en,stock,reorder_level\n',
  );
  const products = catalogueProducts(count);
  for (let from = 0; from < count; from += rowsAChunk)
    yield Buffer.from(
      products
        .slice(from, from + rowsAChunk)
        .map(({ row }) => `${row}\n`)
        .join(''),
    );
}
