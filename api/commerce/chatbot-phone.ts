import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { CHATBOT_COUNTRY } from '../../contracts/commerce/chatbot.ts';

/**
 * The phone as the contact's user id: E.164 where the number is valid, read as one of the chatbot's country unless it names
 * another; else its digits, so that whoever tries "0000000000" is a customer too.
 */
export function phoneOf(said: string): string {
  const digits = said.replaceAll(/\D/g, '');
  const number = parsePhoneNumberFromString(said, CHATBOT_COUNTRY);
  if (number?.isValid() === true) return number.number;
  // As WhatsApp writes those of other countries: all of it, without the plus.
  const whole = parsePhoneNumberFromString(`+${digits}`);
  return whole?.isValid() === true && digits.length > LONGEST_NATIONAL ? whole.number : digits;
}

/** Digits of an Indian number without its country: a longer one names it. */
const LONGEST_NATIONAL = 10;
