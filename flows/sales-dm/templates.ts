/** What sales-dm says, in variants. `{slot|words instead}` is filled from the slots. At most 280 graphemes once filled. */
export const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  welcome: [
    "Hi {name|there}! I'm the AI assistant of an automation consultancy: we help businesses save 20+ hours a week. What brings you here today?",
    'Hello {name|there}! As an AI assistant I help businesses find 20+ hours a week to automate. What would you like to get off your plate?',
    "Hey {name|there}! I'm an AI assistant. We take repetitive work off teams, often 20+ hours a week. What caught your interest?",
  ],
  ask_challenge: [
    'Love the enthusiasm, {name|friend}! 🎯 What specific challenge are you looking to solve?',
    'Great to hear, {name|friend}! Which task eats most of your week right now?',
    'Happy to help, {name|friend}! What would you automate first if you could?',
  ],
  ask_details: [
    'Thanks, that helps. Who handles this today, and about how many hours a week does it take?',
    'Good to know. How big is your team, and when would you like this solved?',
    'Understood. Which tools do you work with now, and how often does this come up?',
  ],
  pitch: [
    'That is exactly what we automate. Clients with a similar case save 20+ hours a week, live within four weeks. Do you see anything that would stop you from trying it?',
    'We can take that over: an AI workflow does the routine, your team keeps control. Most clients save 20+ hours a week. Any concerns before we look at the price?',
    'For this we set up an assistant that works in your tools and hands over what it is unsure of. 20+ hours a week back. What would hold you back?',
  ],
  pitch_before_price: [
    'The price in a moment, first what it buys: an AI workflow does the routine and saves most clients 20+ hours a week. Shall I tell you what it costs, or is anything unclear?',
    'Happy to. So that it means something: you get 20+ hours a week back, live within four weeks, with support. Is that what you are after, and shall we look at the price?',
    'Right away. Just so you know what you compare: set-up, training and support are included, and clients save 20+ hours a week. Any concern before the price?',
  ],
  how: [
    'We map the task with you, build the automation in your existing tools, test it beside your team and go live within about four weeks. Support is included. What else would you like to know?',
    'It connects to tools such as Gmail, Slack, HubSpot and WhatsApp. No technical skills needed: we set it up and train your team. Any concern I can answer?',
    'First week: we find the best task. Weeks two and three: we build and test. Week four: live, with support. Does that fit your plans?',
  ],
  objection_price: [
    'I understand: it has to pay off. 20 hours a week saved is about half a position. Would it help to start with one small process first?',
    'Fair point. Most clients start small and expand once the saved hours cover the cost. Shall we look at what fits your budget?',
    'Thanks for being open about that. You can begin with the one process that saves the most and stop any month. Would a smaller start be easier?',
  ],
  objection_trust: [
    'Good question to ask. You test it beside your team before it goes live, and your data stays in your own tools. Would a small pilot make you comfortable?',
    'That caution makes sense. We begin with a pilot you can stop at any time, and nothing goes out without the limits you set. Does that help?',
    'You should not take my word for it. We agree on a measure first, run a small pilot and look at the result together. Would that be a fair test?',
  ],
  objection_timing: [
    'Understood, you are busy: that is often the best reason. We need about two hours of your time in total. Would a start in a few weeks work better?',
    'No rush. We do the work, you review for an hour a week. When would be a calmer moment to begin?',
    'That is fine. We can plan now and start when it suits you; your part is about two hours. Which month would be easier?',
  ],
  objection_authority: [
    'Of course. I can put the key points in a short summary for your decision makers. What will matter most to them?',
    'Makes sense to decide together. Shall I give you the numbers that usually convince a team: hours saved, cost, time to go live?',
    'Good to involve them. Which question will they ask first? I am glad to help you with the answer.',
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
    'Thanks for being open about it. If we solved exactly that, would you want to look at the price?',
    'Thank you for telling me. What is the one thing that would have to be right for you to go on?',
  ],
  price: [
    'Plans start with a small pilot; the price depends on how many processes we automate. What monthly budget did you have in mind, {name|if I may ask}?',
    'The price follows the scope: one process is the smallest step, and you can add more later. Which budget would be comfortable for you?',
    'You pay a fixed monthly price per process, set-up and support included. What budget should I plan with?',
  ],
  price_first: [
    'Gladly! So that I give you the right price: which task would you like to automate, {name|and how often does it come up}?',
    'Happy to talk price. It depends on the task: what would you automate first?',
    'Of course! The price follows the task: what would you like to take off your plate, {name|and about how often does it come up}?',
  ],
  negotiate: [
    'Got it. We can size a pilot to fit {budget|your budget} and grow from there. Does that work for you?',
    'Thanks. For {budget|that budget} I would start with the process that saves the most hours. Shall we set that up?',
    'Understood. With {budget|your budget} in mind, I would begin small and add more once it pays off. Is that a way forward for you?',
  ],
  close: [
    'Great! Next step: I send you the agreement and we start with a kickoff call this week. Shall I go ahead?',
    'Wonderful. I prepare the agreement and a date for the kickoff. May I send it over?',
    'Perfect. One last yes and I send the agreement and book your kickoff. Ready?',
  ],
  ask_close: [
    'Is there anything left to clear up, or shall I send the agreement?',
    'Shall we make it official? I only need your yes to send the agreement.',
    'I have all I need from my side. Shall I send the agreement, or is something still open?',
  ],
  purchased: [
    'Welcome aboard, {name|and thank you}! 🎉 The agreement and your kickoff date are on their way. How can I help until then?',
    'Fantastic, {name|thank you}! You will hear from us about the kickoff shortly. Anything you need meanwhile?',
    'Thank you, {name|and welcome}! 🎉 The agreement and the kickoff date are on their way to you. Is there anything you need before we start?',
  ],
  care: [
    'Thanks for letting me know, I have noted it for the team. Can you tell me a bit more about what happened?',
    'Sorry about that. I noted it for our team. What did you expect, and what happened instead?',
    'Thank you for telling me, that should not happen. I noted it for the team. Since when do you see it?',
  ],
  care_general: [
    'Glad to help, {name|anytime}! How is everything running so far?',
    'Good to hear from you, {name|as always}! Is there another task you would like to automate?',
    'Good to hear from you, {name|and thank you}! Is everything running the way you want?',
  ],
  new_interest: [
    'Great to hear there is more, {name|friend}! What would you like to automate next?',
    'Love it! Which task should we look at next?',
    'Happy to do more together, {name|of course}! What is the next thing you want off your plate?',
  ],
  thanks: [
    'You are welcome! What else can I do for you?',
    'My pleasure! Any other question?',
    'Anytime! Shall we go on?',
  ],
  later: [
    'No problem, take your time. I will check back in a while; write me whenever it suits you.',
    'Of course. I am here when you are ready, and will ask again in a while.',
    'Sure, no hurry. I will ask again in a while, and you can write me whenever you like.',
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
  problem: [
    'Sorry to hear that. I noted it for our team. Can you tell me a bit more?',
    'That should not be. I have noted it. What exactly happens?',
    'Thank you for reporting that, I have noted it for our team. Since when does it happen, and what do you see?',
  ],
  human: [
    'Of course. I have noted that you would like to talk to a person; a colleague reads this conversation. What should they know beforehand?',
    'Sure, I noted it for a colleague. Is there anything I should pass on?',
    'Happy to. I noted that you want to speak with a person; a colleague sees this conversation. Anything they should know first?',
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
