/**
 * "Cancel that, 2 watermelons", "scratch it, make that milk": what is named takes the place of what was noted or asked last. Alone,
 * "cancel that" may be about all of it, and is none of these.
 */
export function saysInstead(text: string): boolean {
  return INSTEAD.test(text);
}

const INSTEAD =
  /^\s*(?:(?:no|nope|oh|ok|okay|sorry|wait|actually|please|pls|nahi+n?|arre|नहीं)[\s,.!]+)*(?:(?:cancel|scratch|forget|drop|scrap|skip|leave|remove)\s+(?:that|it|this)(?:\s+one)?|(?:isko|isse|ye|yeh|wo|woh)\s+(?:cancel|hata|rehne)(?:\s+(?:do|kar|karo|dijiye))*|इसे\s+(?:हटा|रहने)\s+(?:दो|दीजिए))(?:[\s,.;!–-]+(?:please|pls|and|just|only|i\s+(?:want|need)|give(?:\s+me)?|send|make\s+it))*[\s,.;!–-]+(?=(?:\p{Nd}|an?\s|one\s|half\s|ek\s|do\s|एक\s|दो\s)\s*\p{L}|\p{Nd})/iu;
