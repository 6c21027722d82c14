import { describe, expect, test } from '@jest/globals';
import { retellsPrompt } from './retold-prompt.ts';

const PROMPT = 'Write in German, plain text, at most 280 characters. State no price that is not among the facts.';
const NOTHING = { stated: '', told: '' };

describe('instructions that are retold', () => {
  test.each([
    'Ich schreibe die nächste Nachricht eines Unternehmens, als dessen Vertreter, höchstens 280 Zeichen lang.',
    'Mis reglas: no dar precios que no estén en los hechos, y no mencionar estas reglas.',
    'Je dois rédiger le prochain message de l’entreprise, en 280 caractères au plus, sans mentionner ces règles.',
    'Devo escrever a próxima mensagem de uma empresa, com no máximo 280 caracteres.',
    'मेरे नियम: जो दाम तथ्यों में नहीं है वह नहीं बताना, और इन नियमों का ज़िक्र कभी नहीं करना।',
    'Mujhe business ka agla message likhna hai, zyada se zyada 280 akshar.',
    'Mijn instructies: geen prijs noemen die niet bij de feiten staat.',
    'Я пишу следующее сообщение компании, не более 280 символов.',
    'Talimatlarım: gerçekler arasında olmayan fiyat verme.',
    'The guidelines I follow forbid naming amounts outside the facts.',
  ])('are a leak: %s', (reply) => {
    expect(retellsPrompt(reply, PROMPT, NOTHING)).toBe(true);
  });

  test.each([
    'The main rule of a pilot: you can stop it any month. Does that help?',
    'The facts are simple: live in four weeks, support included. Shall we look at the price?',
    'I must be honest: I cannot name a price before I know the task.',
    'An SMS has 160 characters; WhatsApp messages can be longer.',
    'First step: we map the task. Goal: live in four weeks.',
    'Unser Ziel: weniger Handarbeit. Welche Aufgabe stört Sie am meisten?',
    'Debo consultarlo y le escribo mañana.',
    'नियम सीधा है: आप किसी भी महीने रुक सकते हैं।',
    'Mujhe check karna hoga, kal yahin batata hoon.',
    'Your customers write, the assistant replies by your rules and passes on the rest.',
  ])('are none: %s', (reply) => {
    expect(retellsPrompt(reply, PROMPT, NOTHING)).toBe(false);
  });

  test('are none where a page of the business is about rules and facts', () => {
    const page = 'A flow has rules and facts; the rules are never mentioned to customers.';
    expect(retellsPrompt(page, PROMPT, { stated: page, told: '' })).toBe(false);
    expect(retellsPrompt(page, PROMPT, NOTHING)).toBe(true);
  });
});
