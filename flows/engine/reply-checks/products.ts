import type { Sources } from './sources.ts';

/**
 * Whether a reply names something that the business is not known to sell or work with: a name after "works with", "our", or
 * before "plan", "package" and the like. Names are told by their capitals, so only English and Hindi with Latin names are
 * looked at. `reply` is plain.
 */
export function inventsProduct(reply: string, { stated }: Sources): boolean {
  const known = stated.toLowerCase();
  return [...reply.matchAll(COMPATIBLE), ...reply.matchAll(OFFERED), ...reply.matchAll(OURS)]
    .flatMap(({ groups }) => (groups?.['names'] ?? '').match(NAME) ?? [])
    .some((name) => !ORDINARY.has(name.toLowerCase()) && !known.includes(name.toLowerCase()));
}

const NAME = /[A-Z][\p{L}\d+&'-]*|[a-z]+[A-Z][\p{L}\d]*/gu;
const NAMES = String.raw`(?:[A-Z][\p{L}\d+&'-]*|[a-z]+[A-Z][\p{L}\d]*)(?:(?:, and |, or |, | and | or | & | )(?:[A-Z][\p{L}\d+&'-]*|[a-z]+[A-Z][\p{L}\d]*))*`;
const COMPATIBLE = new RegExp(
  String.raw`\b(?:works?|integrates?|connects?|compatible|syncs?|integrations?|plugs? in|hooks? up) (?:seamlessly |well |directly |great |fine |natively )?(?:with|to|into|for) (?:tools such as |tools like |apps such as |apps like |your |both )?(?<names>${NAMES})`,
  'gu',
);
const OFFERED = new RegExp(
  String.raw`\b(?<names>${NAMES}) (?:plan|package|tier|edition|bundle|subscription|membership|add-on|programme|program|प्लान|पैकेज)(?![\p{L}\p{M}])`,
  'gu',
);
const OURS = new RegExp(String.raw`\b[Oo]ur (?:new |own |flagship |popular )?(?<names>${NAMES})`, 'gu');
const ORDINARY = new Set(
  "i i'm i'll i've i'd we our the a an yes no this that your what which ai crm erp it hr api english hindi monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split(
    ' ',
  ),
);
