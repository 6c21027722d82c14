import { ANSWERS } from './answers.ts';
import { OFFER_EN } from './offer.en.ts';
import { PEOPLE_EN } from './people.en.ts';

/** What sales-dm says in English, in variants. `{slot|words instead}` is filled from the slots. At most 280 graphemes once filled. */
export const TEMPLATES_EN: Readonly<Record<string, readonly string[]>> = {
  ...OFFER_EN,
  ...PEOPLE_EN,
  ...ANSWERS.en,
  welcome: [
    "Hi {name|there}! I'm the AI assistant of an automation consultancy: we help businesses save 20+ hours a week. What brings you here today?",
    'Hello {name|there}! As an AI assistant I help businesses find 20+ hours a week to automate. What would you like to get off your plate?',
    "Hey {name|there}! I'm an AI assistant. We take repetitive work off teams, often 20+ hours a week. What caught your interest?",
  ],
  ask_challenge: [
    'Love the enthusiasm, {name|thank you}! 🎯 What specific challenge are you looking to solve?',
    'Great to hear, {name|and welcome}! Which task eats most of your week right now?',
    'Happy to help, {name|of course}! What would you automate first if you could?',
  ],
  how_first: [
    'We take over routine work with AI: we build it into your tools and are live in about four weeks. Which task would you love to get rid of, {name|if I may ask}?',
    'We find the work that repeats, automate it in the tools you have, and look after it. What takes most of your time?',
    'In short: you name a routine task, we automate it in your own tools and support you. Which task would that be?',
  ],
  ask_details: [
    'Good that you ask: we take {task|such work} off teams. Who handles it today, and about how many hours a week does it take?',
    'Noted: {task|your routine work}. How big is your team, and by when would you like it solved?',
    'Understood: {task|your routine work}. Which tools do you work with now, and how often does it come up?',
  ],
  ask_team: [
    'Good that you ask: we take {task|such work} off teams; it comes up {volume|often}, you say. Who handles it today, and by when would you like it solved?',
    '{volume|That often}: that adds up. How many of you handle {task|it}, and by when should it run by itself?',
    'Understood: {task|your routine work}, {volume|often}. How big is your team, and which tools do you use?',
  ],
  ask_when: [
    'Good that you ask: we take {task|such work} off teams. With {team|your team}, about how many hours a week does it take, and by when would you like it solved?',
    'Understood: {task|your routine work}, and {team|your team} are busy with it. Which tools do you use, and by when should it run by itself?',
    'I see, {team|your team} could do better things than {task|that}. By when would you like it solved, and which tools do you work with?',
  ],
  ask_tools: [
    'Good that you ask: we take {task|such work} off teams. You want it {timeline|soon}; which tools do you work with today?',
    'Understood: {task|your routine work}, and you want it {timeline|soon}. Which tools do you use for it now?',
    'Good to know. Which tools is {task|it} done in today?',
  ],
  how: [
    'We map the task with you, build the automation in your existing tools, test it beside your team and go live within about four weeks. Support is included. What else would you like to know?',
    'It connects to tools such as Gmail, Slack, HubSpot and WhatsApp; for any other I cannot say yes before it is checked. No technical skills needed: we set it up and train your team. Any concern I can answer?',
    'First week: we find the best task. Weeks two and three: we build and test. Week four: live, with support. Does that fit your plans?',
  ],
  objection_trust: [
    'Good question to ask. You test it beside your team before it goes live, and your data stays in your own tools. Would a small pilot make you comfortable?',
    'That caution makes sense. We begin with a pilot you can stop any month, and nothing goes out beyond the limits you set. Does that help?',
    'You should not take my word for it. We agree on a measure first, run a small pilot and look at the result together. Would that be a fair test?',
  ],
  objection_timing: [
    'Understood, you are busy: that is often the best reason. We need about two hours of your time in total. Would a start in a few weeks work better?',
    'No rush. We do the work, you review for an hour a week. When would be a calmer moment to begin?',
    'That is fine. We start when it suits you, and your part is about two hours. Which month would be easier?',
  ],
  objection_need: [
    'Fair enough. Many said the same until they counted the hours. Is there one task your team repeats every single week?',
    'Glad things run well. If you could win back two hours a day, where would they come from?',
    'That is good to hear. If just one routine task ran by itself, which one would you pick?',
  ],
  objection_competitor: [
    'Good that you compare. We work with the tools you have and set everything up for you, support included. What do you miss in what you use today?',
    'Many clients came from there. The difference: we build it for your process and stay with you after launch. What matters most in your choice?',
    'Worth comparing. We fit the automation to your process and look after it once it is live. Is anything missing with what you have now?',
  ],
  objection_again: [
    'I hear you, that matters. What would you need to see to feel good about a next step?',
    'Thanks for being open about it. If that were solved, would you give a pilot a try?',
    'Thank you for telling me. What is the one thing that would have to be right for you to go on?',
  ],
  suggest: [
    'Often it is invoices, order entry, follow-ups, or the same questions answered again and again. {ask}',
    'A good sign is what somebody does every day by hand: copying data, reminding people, sorting mails. {ask}',
    'No problem. Think of what you did twice yesterday: a report, a list, a reply? {ask}',
  ],
  farewell: [
    'Take care, {name|and see you}! Write to me here whenever you like.',
    'Goodbye, {name|and have a good day}! I am here when you want to go on.',
    'See you, {name|and all the best}! One message is enough to pick this up again.',
  ],
  care_general: [
    'Glad to help, {name|anytime}! How is everything running so far?',
    'Good to hear from you, {name|as always}! Is there another task you would like to automate?',
    'Good to hear from you, {name|and thank you}! Is everything running the way you want?',
  ],
  new_interest: [
    'Great to hear there is more, {name|thank you}! What would you like to automate next?',
    'Love it! Which task should we look at next?',
    'Happy to do more together, {name|of course}! What is the next thing you want off your plate?',
  ],
  thanks: [
    'You are welcome! What else can I do for you?',
    'My pleasure! Any other question?',
    'Anytime! Shall we go on?',
  ],
  later: [
    'No problem, take your time. I will ask again in a week; write me whenever it suits you.',
    'Of course. I am here when you are ready, and will ask again in a week.',
    'Sure, no hurry. I will ask again in a week, and you can write me whenever you like.',
  ],
  callback: [
    'Noted: I will write to you here on {day}. Until then you will not hear from me.',
    'Done, I will get back to you here on {day}, and leave you in peace until then.',
    'Gladly: you will hear from me here on {day}, and not before.',
  ],
  callback_which_day: [
    'Gladly. Which day in the next twelve months suits you?',
    'Of course. On which day within a year shall I write to you?',
    'Happy to. Tell me a day within the next year, and I will write to you then.',
  ],
  refusal: [
    'That is fine, thank you for being clear. May I ask what made you decide so?',
    'Understood, no hard feelings. If anything changes, just write me here.',
    'Thank you for telling me straight. If there is something I could have explained better, I am glad to hear it.',
  ],
  off_topic: [
    'Ha, that is outside what I know! I am good at finding work to automate. What takes most of your time?',
    'I had better leave that to others. Shall we get back to saving you some hours?',
    'Good question, but not one for me: I know about automating work. Which task would you love to hand over?',
  ],
  human: [
    'Of course. I am passing you on to a colleague, who will answer you here. What should they know beforehand?',
    'Sure, a colleague takes over and will answer you here. Is there anything I should pass on?',
    'Happy to. A colleague reads this conversation and will write to you here. Anything they should know first?',
  ],
  stop: [
    'Understood. You will get no more messages from us. If you ever need us, just write here.',
    'Done: we will not message you again. Should you ever need us, you can write here.',
    'Understood, this is the last message from us. You are welcome to write here at any time.',
  ],
  stop_unsure: [
    'Would you like me to stop writing to you? Answer STOP and you will not hear from us again.',
    'Just so I get this right: shall I stop messaging you? Answer STOP and you will not hear from us again.',
    'Do you want no more messages from us? Answer STOP and that is settled at once.',
  ],
  clarify: [
    'I want to get this right: is it about what we do, the price, or something else?',
    'Sorry, I did not quite get that. Could you say it in other words?',
    'Just to be sure I help with the right thing: what would you like to know?',
  ],
  chitchat_wellbeing: [
    'I am well, thank you for asking! I am the AI assistant here. {ask}',
    'Very well, thank you! I hope you are too. {ask}',
    'Quite well for an AI assistant, thank you! {ask}',
  ],
  ask_welcome: [
    'What brings you here today?',
    'What would you like to get off your plate?',
    'Which work would you like to see automated?',
  ],
  ask_task: [
    'Which task would you like to automate first?',
    'Which routine costs you the most time?',
    'What should run by itself first?',
  ],
  ask_value: [
    'Would a pilot for {task|one process} be something for you?',
    'What do you think of a pilot for {task|one process}?',
    'Is a pilot for {task|one process} what you are after?',
  ],
  ask_settled: [
    'Does that settle it, or is something still open?',
    'Is your concern answered, or is something missing?',
    'Does that answer it for you?',
  ],
  ask_care: ['How is everything running so far?', 'Is there anything I can do for you?', 'What can I help you with?'],
  hello_again: [
    'Hello again, {name|and welcome}! {ask}',
    'Hi {name|again}! {ask}',
    'Good to hear from you, {name|and welcome back}! {ask}',
  ],
  aside_how: [
    'We map the task with you, build it into your tools and go live within about four weeks, support included.',
    'It connects to tools such as Gmail, Slack, HubSpot and WhatsApp; any other is checked before you decide.',
    'First we find the best task, then we build and test it; after about four weeks it is live.',
  ],
  topic_tools: [
    'It works with tools such as Gmail, Slack, HubSpot and WhatsApp; any other we check with you before you decide.',
    'Gmail, Slack, HubSpot and WhatsApp are among the tools it works with; for any other I cannot say yes before it is checked.',
    'We build it into the tools you have, such as Gmail, Slack, HubSpot or WhatsApp; a rare one we check first.',
  ],
  topic_time: [
    'You are live within about four weeks.',
    'From the start to going live it takes about four weeks.',
    'Four weeks or so, and it is live.',
  ],
  topic_support: [
    'Set-up, training and support are included.',
    'Training and support are part of it, as is the set-up.',
    'Yes: we set it up, train your team and support you.',
  ],
  topic_contract: [
    'You begin with one process and can stop any month.',
    'You can stop any month.',
    'There is no long commitment: you can stop any month.',
  ],
  topic_data: [
    'Your data stays in your own tools.',
    'Your data does not leave the tools you have.',
    'We work inside your tools, so your data stays there.',
  ],
  topic_pilot: [
    'A pilot is one process that you can stop any month; you add more once it pays off.',
    'The pilot automates one process; if it pays off, you add others.',
    'We start with one process as a pilot, and you decide by what it saves.',
  ],
  topic_effort: [
    'No technical skills are needed; your part is about two hours in total.',
    'We do the work: your part is about two hours, and nothing technical.',
    'Nothing technical is asked of you, and about two hours of your time in all.',
  ],
  aside_objection_trust: [
    'That caution makes sense: we begin with a pilot that you test beside your team.',
    'A fair question. You test it beside your team before anything goes live.',
    'You need not take my word for it: a small pilot shows whether it works.',
  ],
  aside_objection_timing: [
    'No rush: we do the work, and you choose when we start.',
    'I understand that you are busy; we can plan now and start when it suits you.',
    'That is fine, we go at your pace.',
  ],
  aside_objection_need: [
    'Fair enough. It is worth it where a task comes up every single week.',
    'Good when things run well. One routine task is often enough to make it worth it.',
    'I see. It only makes sense where something repeats.',
  ],
  aside_objection_competitor: [
    'Good that you compare. We build it for your process and stay with you after launch.',
    'We work with the tools you have and look after the automation once it is live.',
    'The difference: we set everything up for your process, support included.',
  ],
  follow_up_callback: [
    'Hi {name|there}, you asked me to write to you today. Is now a good time to go on?',
    'Hello {name|again}! As you wished, here I am. Shall we go on where we stopped?',
    'Hi {name|there}, today is the day you named. Shall we pick up our conversation?',
  ],
  follow_up_check_back: [
    'Hi {name|there}, you wanted some time to think. Is there anything I can answer for you?',
    'Hello {name|again}! A week has passed: would you like to go on?',
    'Hi {name|there}, have you had time to think about it? I am glad to answer questions.',
  ],
  'slot.name': ['your name'],
  'slot.company': ['your company'],
  'slot.budget': ['your budget'],
  'slot.timeline': ['your time frame'],
  'slot.need': ['what you need'],
  'slot.task': ['the task'],
  'slot.team': ['the size of your team'],
  'slot.volume': ['how often it comes up'],
  'slot.email': ['your e-mail address'],
  'slot.phone': ['your phone number'],
  'intent.interest': ['what we offer'],
  'intent.need': ['a task you want to automate'],
  'intent.how_it_works': ['how it works'],
  'intent.price_question': ['the price'],
  'intent.budget': ['your budget'],
  'intent.objection_price': ['a price that is too high'],
  'intent.objection_trust': ['whether you can trust it'],
  'intent.objection_timing': ['the right time'],
  'intent.objection_competitor': ['how we compare with others'],
  'intent.problem': ['something that does not work'],
  'intent.later': ['talking later'],
  follow_up_24h: [
    'Hi {name|there}, just checking in: is there anything I can answer for you?',
    'Hello {name|again}! Did you get a chance to think about it?',
    'Hi {name|there}, any question left from our chat? I am glad to help.',
  ],
  follow_up_72h: [
    'Hi {name|there}, many teams begin with one small task and see the hours come back in weeks. Shall we find yours?',
    'Hello {name|again}, a short thought: which task would you hand over first?',
    'Hi {name|there}, if time is short: name one task you would like to be rid of, and I will tell you whether we can automate it.',
  ],
  follow_up_7d: [
    'Hi {name|there}, I do not want to fill your inbox, so this is my last note for now. Write me anytime if you want to go on.',
    'Hello {name|there}, I will leave it here for now. Whenever the time is right, one message is enough.',
    'Hi {name|there}, this is my last note so that I do not disturb you. If you want to go on, just answer here.',
  ],
  check_in_7d: [
    'Hi {name|there}! One week in: how is it going? Anything we can improve?',
    'Hello {name|there}, a week has passed since we started. Are you happy so far?',
    'Hi {name|there}, it has been a week. What works well so far, and what could be better?',
  ],
};
