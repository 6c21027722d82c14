/** What the flow says, in variants that take turns. `{slot}` is filled in, `{slot|words instead}` where it is empty. */
export const TEMPLATES_EN: Readonly<Record<string, readonly string[]>> = {
  welcome: [
    'Hello {name|there}! I am the AI assistant here and take requests for appointments. Would you like one?',
    'Hi {name|there}, this is the AI assistant. Shall I note an appointment for you?',
  ],
  ask_details: [
    'Gladly. Which day suits you, and what name shall I put down?',
    'Of course: what day would be good, and what is your name?',
  ],
  ask_day: ['Thank you, {name}. Which day suits you?', '{name}, what day would be good for you?'],
  ask_name: ['{day} it is. What name shall I put down?', 'Good, {day}. And what is your name?'],
  booked: [
    'Noted: {day}, for {name}. A colleague confirms the time.',
    '{name}, I have put you down for {day}. A colleague confirms the time.',
  ],
  anything_else: ['Is there anything else I can do for you?', 'Can I help you with anything else?'],
  thanks: ['You are welcome!', 'My pleasure.'],
  opening_hours: ['We are open from Monday to Friday, nine to six.'],
  reminder: ['Hello {name|there}, would you still like an appointment? A day and a name are all I need.'],
  // Offered when one of two things may be meant: "is it about {first}, or {second}?"
  'intent.appointment': ['an appointment'],
  'intent.opening_hours': ['our opening hours'],
};
