/**
 * Whether a message asks for more of what is in the basket: "2 more", "another", "extra", "और दो". Without such words a quantity is
 * the whole of what is wanted: who repeats an amount has not doubled it.
 */
export function saysMore(text: string): boolean {
  return MORE.some((pattern) => pattern.test(text));
}

const MORE: readonly RegExp[] = [
  /(?<!\bno )\b(?:more|another|extra|additional|add|adding|plus|increase|on top|as well|too)\b|\+\s*\p{Nd}/iu,
  // "And" between two products, "more" at either end and behind "one".
  /^\s*aur\s|\b(?:ek|one) aur\b|\baur(?:\s+(?:bhi|chahiye|de|do|dena|dijiye|kar|karo|bhej))*[\s.!]*$|\b(?:badha|jod)\b/iu,
  /^\s*और\s|एक और(?![\p{L}\p{M}])|\sऔर(?:\s+(?:भी|चाहिए|दे|दो|देना|दीजिए|कर|करो))*[\s.!।]*$|जोड़|बढ़ा/u,
];
