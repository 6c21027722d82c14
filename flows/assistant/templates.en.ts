/** What the assistant says in English, in variants. `{slot|words instead}` is filled from the slots, `{ask}` with the state's question. */
export const TEMPLATES_EN: Readonly<Record<string, readonly string[]>> = {
  welcome: [
    'Hello {name|there}! I am the AI assistant. Ask me anything about Parley, or tell me what you need.',
    'Hi {name|there}! I am an AI assistant and answer questions about Parley. What can I do for you?',
    'Welcome, {name|and hello}! I am the AI assistant here. What would you like to know?',
  ],
  hello_again: ['Hello again, {name|and welcome}! {ask}', 'Hi {name|again}! {ask}', 'Good to hear from you! {ask}'],
  capabilities: [
    'I answer questions about Parley from its documentation, note complaints and feedback, and fetch a person whenever you want one.',
    'You can ask me anything about Parley, tell me what went wrong or what you would like, or have a person take over.',
    'I am an AI assistant: I look things up in the documentation of Parley, keep what you tell our team, and call a colleague when you wish.',
  ],
  fine: [
    'All right. I am here whenever you need something.',
    'No problem. Write to me whenever something comes up.',
    'That is fine. Just write here when you have a question.',
  ],
  ask_help: ['What can I do for you?', 'How can I help you?', 'What would you like to know?'],
  ask_question: [
    'Gladly. What would you like to know?',
    'Of course. What is your question?',
    'Happy to help. What do you want to know?',
  ],
  ask_more: [
    'Is there anything else you would like to know?',
    'What else would you like to know?',
    'Do you have another question?',
  ],
  answer: [
    '{answer} (Source: {source})',
    '{answer} That is from: {source}.',
    '{answer} You can read more under: {source}.',
  ],
  which_of_three: ['Do you mean “{first}”, “{second}” or “{third}”?'],
  not_found: [
    'I have found nothing about that. What comes nearest: {contents}. Is it one of these, or how else would you put it?',
    'That is not in what I know. Near it there is: {contents}. Do you mean one of these, or something else?',
  ],
  nothing_found: [
    'I have found nothing about that; I only know the documentation of Parley. Could you ask it in other words?',
    'That is not in the documentation of Parley that I have. How else would you put it?',
  ],
  not_meant: [
    'Sorry, my mistake: I have noted nothing of that. {ask}',
    'Sorry, then I misread you, and nothing is noted. {ask}',
  ],
  glad: ['Good to hear! {ask}', 'I am glad that helped. {ask}', 'Very good. {ask}'],
  ask_other_words: [
    'Sorry that this did not help. Could you ask it in other words?',
    'I see, that was not it. Could you put your question another way?',
    'Then I misunderstood you. Could you tell me in other words what you are looking for?',
  ],
  thanks: ['You are welcome! {ask}', 'My pleasure! {ask}', 'Anytime! {ask}'],
  small_talk: [
    'I like a little chat! I know more about Parley than about the rest of the world, though. {ask}',
    'I am only an AI assistant, so I have little to add to that. {ask}',
    'I am better at questions about Parley than at chatting. {ask}',
  ],
  ask_small_talk: [
    'Is there something I can help you with?',
    'And what can I do for you?',
    'Shall I look something up for you?',
  ],
  complaint: [
    'I am sorry about that. I keep what you write for our team. Shall I pass it on to a person?',
    'That should not happen. What you tell me stays noted. Would you like a person of our team to look at it?',
    'I understand that this is annoying. I write down all you tell me. Shall a person of our team take care of it?',
  ],
  complaint_more: [
    'Thank you, I have added that. Shall I pass it on to a person of our team?',
    'I have noted that too. Would you like a person to take care of it?',
    'Thank you for telling me; it is written down. Shall a person look at it?',
  ],
  ask_complaint: [
    'Shall I pass your complaint on to a person of our team?',
    'Would you like a person of our team to take care of your complaint?',
    'Shall a person look at your complaint?',
  ],
  complaint_passed_on: [
    'Done: a person of our team reads your complaint and will answer you here.',
    'I have passed your complaint on. A person of our team will write to you here.',
    'A person of our team takes over and will answer your complaint here.',
  ],
  complaint_noted: [
    'All right, your complaint stays noted. {ask}',
    'As you wish. Our team can read what you wrote. {ask}',
    'Understood, I leave it at that; it is written down. {ask}',
  ],
  feedback: [
    'Thank you, I keep your feedback for our team. What else would you like to tell them?',
    'Thank you! I write feedback down word for word for our team. Is there anything you would like to add?',
    'Thank you for taking the time. Our team reads all feedback. What else would you like to say?',
  ],
  feedback_more: [
    'Thank you, I have added that. Anything else?',
    'Noted as well, thank you! Is there more?',
    'Thanks, that is written down too. Would you like to add something?',
  ],
  ask_feedback: [
    'Would you like to add something to your feedback?',
    'Is there more feedback you want to give?',
    'What else would you like to tell our team?',
  ],
  feedback_done: ['Thank you again for your feedback. {ask}', 'That helps us, thank you. {ask}', 'Many thanks! {ask}'],
  human: [
    'Of course. A person of our team takes over and will answer you here. What should they know beforehand?',
    'Sure, I am passing you on to a colleague, who will write to you here. Anything to tell them first?',
    'Happy to. A colleague reads this conversation and will answer here. Is there something they should know?',
  ],
  farewell: [
    'Goodbye, {name|and take care}! Write to me whenever you need me.',
    'See you, {name|and have a good day}! I am here whenever you have a question.',
    'Take care, {name|and goodbye}! You can come back at any time.',
  ],
  cannot_handle: [
    'Sorry, I did not understand that. Could you say it in other words?',
    'I am not sure what you mean. Could you put it another way?',
    'I did not get that. Could you tell me in other words what you would like to know?',
  ],
  cannot_skip: [
    'There is nothing that we have to go through here. {ask}',
    'Nothing to skip here. {ask}',
    'You need not answer that. {ask}',
  ],
  follow_up_24h: [
    'Hello {name|there}, did you find what you were looking for? I am glad to help.',
    'Hi {name|there}, is there another question I can answer for you?',
    'Hello {name|again}! Is anything still open from our conversation?',
  ],
  follow_up_complaint: [
    'Hello {name|there}, your complaint is still noted here. Shall I pass it on to a person of our team?',
    'Hi {name|there}, would you like a person of our team to take care of your complaint?',
    'Hello {name|again}, shall a person look at the complaint you wrote to me?',
  ],
  languages: ['I only understand English and Hindi here. Please write in one of the two. {ask}'],
  'slot.name': ['your name'],
  'intent.question': ['a question about Parley'],
  'intent.complaint': ['a complaint'],
  'intent.feedback': ['feedback for our team'],
  'intent.human': ['talking to a person'],
  'intent.small_talk': ['a little chat'],
  'intent.farewell': ['saying goodbye'],
};
