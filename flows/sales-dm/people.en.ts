/** What sales-dm says in English of itself, its languages and the people behind it. */
export const PEOPLE_EN: Readonly<Record<string, readonly string[]>> = {
  identity: [
    'I am the AI assistant of an automation consultancy; whenever you want a person, write “person” and one takes over.',
    'You are writing with an AI assistant. A colleague can take over at any time: just write “person”.',
    'I am an AI assistant, no human; if you would rather have one, write “person”.',
  ],
  chitchat_bot: [
    'I am an AI assistant; whenever you want a person, write “person” and one takes over. {ask}',
    'You are writing with an AI assistant; a colleague takes over when you write “person”. {ask}',
    'An AI assistant, no human; write “person” whenever you want one. {ask}',
  ],
  languages: [
    'I write English and Hindi here. {ask}',
    'English and Hindi are the languages I write. {ask}',
    'I can answer in English or Hindi. {ask}',
  ],
  topic_languages: [
    'I write English and Hindi; for another language write “person”, and a colleague sees what is possible.',
    'English and Hindi are the languages I write; a colleague may know others: write “person” for one.',
    'I know English and Hindi; whether a colleague speaks yours you hear when you write “person”.',
  ],
  topic_legal: [
    'I cannot speak for our lawyers or name where data is hosted: a colleague does, write “person” and one takes over.',
    'Papers such as a DPA, and where data is hosted, come from a colleague: write “person” and one takes over.',
    'Legal papers and hosting are for a colleague to confirm: write “person” for one.',
  ],
  legal: [
    'That is for a colleague to answer bindingly: I have neither a DPA nor certificates at hand. What I can say is that your data stays in your own tools. Write “person” and one takes over here.',
    'Legal papers and where data is hosted a colleague has to confirm; I would only guess. Write “person” and one takes over here. Your data does stay in your own tools.',
    'Good that you ask first. For a DPA, hosting and compliance write “person” and a colleague takes over with the papers; I only know that your data stays in your own tools.',
  ],
  person_data_erasure: [
    'I cannot delete data myself, so I am passing this to a colleague, who takes care of your data and answers you here.',
    'Deleting your data is done by a person: a colleague takes over now and answers you here.',
    'That is your right. I am handing this to a colleague, who sees to your data and answers you here.',
  ],
  unknown_question: [
    'That I cannot answer from here, and I will not guess: write “person” and a colleague does.',
    'I have no answer to that which I could vouch for; a colleague has one: write “person”.',
    'That is one for a colleague, I do not know it: write “person” and one answers you here.',
  ],
  person_complaint: [
    'I am sorry that it came to this. A colleague takes over now and answers you here; everything written here stays for them to read.',
    'Sorry about that. Your complaint goes to a colleague now, who reads this conversation and answers you here.',
    'I take that seriously: a colleague takes over here, reads what was written and answers you.',
  ],
  person_refund: [
    'I cannot decide about money, so a colleague takes over now and sorts it out with you here.',
    'That goes to a colleague at once, who looks into it and answers you here.',
    'I am sorry that it came to this. A colleague takes over here and sorts it out with you.',
  ],
  person_proposal: [
    'That I cannot send myself; a colleague can. One takes over now and sends it to {email|the address that you write here}. It agrees to nothing.',
    'I am passing that to a colleague, who puts it in writing for {email|the e-mail address that you tell me} and answers you here. Nothing is agreed or started by it.',
    'Gladly, though only a colleague can mail it: one takes over here, and it goes to {email|the address that you name}. You commit to nothing by that.',
  ],
  person_cancellation: [
    'I am sorry to hear that. I cannot end a contract myself: a colleague takes over now and sorts it out with you here.',
    'Understood, you want to end it. A colleague takes over at once and settles it with you here.',
    'I am passing this to a colleague at once, who settles your contract with you here.',
  ],
  person_problem: [
    'I am sorry, that should not happen. A colleague takes over now and looks into it with you here. Since when do you see it?',
    'That sounds serious, I am sorry. I am handing this to a colleague, who answers you here. What exactly happens?',
    'Sorry about that. A colleague takes over at once and sorts it out with you here. What did you expect to happen?',
  ],
  care: [
    'I am sorry, that should not happen. A colleague takes over now and looks into it with you here. Since when do you see it?',
    'Sorry about that. I am handing this to a colleague, who answers you here. What did you expect, and what happened instead?',
    'Thank you for telling me. A colleague takes over here and looks into it. Can you say a bit more about what happens?',
  ],
  aside_problem: [
    'Sorry to hear that; if it is about us, write “person” and a colleague takes over.',
    'That must be annoying; if it concerns us, a colleague takes over when you write “person”.',
    'Sorry about that; should it need a person, write “person” and one takes over.',
  ],
  not_started: [
    'All right, nothing is started and nothing is sent. Tell me a day and I write to you then, or just write here when you like.',
    'Understood: no start, no agreement. I am here whenever you want to go on; name a day if I shall write to you then.',
    'Fine, I hold everything. Write here when it suits you, or tell me on which day I shall ask again.',
  ],
  on_hold: [
    'As you wish: nothing is started and nothing is sent. Should you want to begin after all, write “start”. {ask}',
    'It stays that way: no start, no agreement, until you write “start”. {ask}',
    'All right, I leave it at that; “start” is the word if you ever want to begin. {ask}',
  ],
  ask_on_hold: [
    'What else would you like to know?',
    'Is there anything else I can answer?',
    'Any other question I can answer for you?',
  ],
  later_silent: [
    'Of course, take your time. You asked me not to write, so I will not; you can write here whenever you like.',
    'Sure, no hurry. I keep quiet as you wished, and am here when you write.',
    'No problem. I will not write to you, as you asked; one message from you is enough to go on.',
  ],
  tool_known: [
    'Yes, it works with {tool|that}.',
    '{tool|That} is among the tools it works with, yes.',
    'Yes: {tool|that} is one of the tools we build into.',
  ],
  tool_unknown: [
    'I cannot confirm {tool|that} here: it is not on my list. A colleague checks it before you decide or pay anything. Shall I pass it on?',
    'Yes or no on {tool|that} I cannot say truthfully. Shall a colleague check it and answer you here, before you pay anything?',
    'For {tool|that} I have no yes that I could vouch for. A colleague can look into it before you decide: shall one answer you here?',
  ],
  number_origin: [
    'I cannot see where your details come from. Write STOP and you get no more messages. Shall a colleague look into it?',
    'Where your details come from I do not see here; with STOP you hear no more from us. Shall a colleague find out for you?',
    'That I cannot tell from here. STOP ends all messages to you at once. Shall a colleague find out where your details come from?',
  ],
  too_many_messages: [
    'I am sorry that you were written to so often. Write STOP and you get no more messages. Or shall a colleague look into it?',
    'Sorry, that should not be too much for you. STOP ends it at once. Or shall a colleague look into it with you?',
    'I apologise for that. With STOP you hear no more from us. Shall a colleague look into what happened?',
  ],
};
