import { expect, test } from '@jest/globals';
import { phoneOf } from './chatbot-phone.ts';

test.each([
  ['an Indian number as it is typed', '98765 43210', '+919876543210'],
  ['with its trunk zero', '09876543210', '+919876543210'],
  ['with its country', '+91 98765-43210', '+919876543210'],
  ['as WhatsApp writes it', '919876543210', '+919876543210'],
  ['of another country', '+65 8123 4567', '+6581234567'],
  ['of another country as WhatsApp writes it', '14155552671', '+14155552671'],
  ['of the source: a landline', '1234567890', '+911234567890'],
  ['no number of any plan', '0000000000', '0000000000'],
  ['no number of any plan, written otherwise', '(000) 000-0000', '0000000000'],
])('%s', (_, said, phone) => {
  expect(phoneOf(said)).toBe(phone);
});
