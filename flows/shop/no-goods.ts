/** Whether the words only exclaim, agree or carry a sentence: of such it is not said that they are not sold here. */
export function namesNoGoods(words: string): boolean {
  return words
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’]+/u)
    .every((word) => word === '' || EMPTY.has(word) || EXCLAIMED.test(word));
}

const EMPTY: ReadonlySet<string> = new Set(
  "that's thats that’s that its it's it’s it this these those is are was were be right correct exactly true fine good said say possible already again still so then well just i we you u r am my your to of for the a an in on at eve evening morning tonight today tomorrow log people guests sahi haan theek thik hai ho bilkul arre yaar bhai jaldi जल्दी लोग सही".split(
    ' ',
  ),
);

/** "Argh", "ughh", "hmmm", "omg", "ooh". */
const EXCLAIMED = /^(?:a+r*g+h*|u+g+h+|h+m+|o+h+|a+h+|o+o+|omg|wow|wtf|damn|oops|gosh|huh|eh+)$/u;
