import type { PackName } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';

const HI: Readonly<Record<PackName, string>> = {
  dozen: 'दर्जन',
  packet: 'पैकेट',
  box: 'डिब्बा',
  carton: 'कार्टन',
  case: 'केस',
  crate: 'क्रेट',
  tray: 'ट्रे',
  bag: 'बैग',
  sack: 'बोरी',
  bottle: 'बोतल',
  jar: 'जार',
  tin: 'टिन',
  roll: 'रोल',
  bundle: 'बंडल',
  bunch: 'गुच्छा',
  pair: 'जोड़ी',
  set: 'सेट',
};

/** What customers read for a pack; English names are the pack's own. */
export function packName(language: Language, pack: PackName): string {
  return language === 'hi' ? HI[pack] : pack;
}
