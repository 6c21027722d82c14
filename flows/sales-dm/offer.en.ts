import { IN_WORDS } from './prices.ts';

const { pilot, further, offer, agreementWithin } = IN_WORDS.en;

/** What sales-dm says in English of the price, the yes and what follows it: only what the product and its people carry out. */
export const OFFER_EN: Readonly<Record<string, readonly string[]>> = {
  pitch: [
    'Yes, we automate {task|work like this}: built into your tools and live within about four weeks, support included. At stake: {hours|typically 20+} hours a week. How does that sound?',
    'An AI workflow can take over {task|routine like this}, and your team keeps control. At stake: {hours|often 20+} hours a week. Does that sound right to you?',
    'For {task|that} we set up an assistant that works in your tools and hands over what it is unsure of. At stake: {hours|often 20+} hours a week. Is that what you are after?',
  ],
  pitch_before_price: [
    `For {task|one process} it is ${offer}, set-up, training and support included, and you can stop any month. At stake: {hours|typically 20+} hours a week. How does that sound?`,
    `A pilot is ${offer} for {task|one process}; each further process is ${further}, and there is no set-up fee. Live within about four weeks. Is that what you had in mind?`,
    `One number: ${offer} for {task|the first process}, nothing for the set-up. At stake: {hours|often 20+} hours a week. Does that sound right to you?`,
  ],
  price: [
    `A pilot ({task|one process, the one that saves you most}) is ${offer}; each further process is ${further}. No set-up fee, and you can stop any month. Shall we start with that?`,
    `One number: ${offer} for {task|one process}, with set-up, training and support. Each further process is ${further}, and you can stop any month. Shall we begin?`,
    `It is ${offer} for {task|the first process, which you choose}, and ${further} for each further one, nothing for the set-up. Shall I get that started for you?`,
  ],
  price_first: [
    `A pilot with one process is ${pilot}, each further process ${further}, no set-up fee. Which task would you like to automate, {name|and how often does it come up}?`,
    `Gladly: ${pilot} for one process, set-up and support included, and you can stop any month. What would you automate first?`,
    `One process is ${pilot}, each further one ${further}; nothing for the set-up. What would you like to take off your plate, {name|and how often does it come up}?`,
  ],
  price_for_task: [
    `For {task|one process} it is ${offer}, set-up and support included, and you can stop any month. How big is your team, and by when would you like it solved?`,
    `That is ${offer} for {task|one process}, with no set-up fee. Who handles it today, and about how many hours a week does it take?`,
    `One process such as {task|this} is ${offer}, each further one ${further}. Which tools do you work with, and by when should it run?`,
  ],
  negotiate: [
    `So that it is clear: ${offer} for {task|one process}, and you can stop any month. Shall we start with that?`,
    `The smallest step is one process at ${pilot}, set-up and support included. Is that a way forward for you?`,
    `It stays at ${offer} for {task|one process}, with nothing to pay for the set-up. Shall we go for it?`,
  ],
  budget_below: [
    `To be honest, {budget|that} is below our smallest step: one process is ${pilot}, for everybody. If it saves a few hours a week it pays for itself. Would that still be worth it to you?`,
    `With {budget|that} I cannot offer anything true: one process costs ${pilot}, and I do not go below the list. Shall we try it for a month, or is it too much right now?`,
    `I would rather be straight with you: the smallest plan is ${pilot}, so {budget|that} does not cover it. You could stop after any month. Would you like to try it?`,
  ],
  budget_fits: [
    `Good, {budget|that} covers it: the pilot for {task|one process} is ${offer}, with set-up and support. Shall we start?`,
    `That fits: {task|one process} is ${offer}, so {budget|your budget} is enough, and you can stop any month. Shall we go ahead?`,
    `With {budget|that} you are fine: ${offer} for {task|the first process} and no set-up fee. Shall I get it started?`,
  ],
  budget_more: [
    `Good, {budget|that} covers it and more: {task|the first process} is ${offer}, each further one ${further}. Shall we start with that?`,
    `That is enough: ${offer} for {task|one process}, so {budget|your budget} leaves room for more at ${further} each. Shall we begin with that?`,
    `With {budget|that} you can start with {task|one process} at ${offer} and add others at ${further} each. Shall we go ahead?`,
  ],
  budget_unknown: [
    `Whether {budget|that} covers it I cannot say: I have no exchange rate here. The price is ${offer} for {task|one process}, for everybody, and I cannot go below it. Is that within reach?`,
    `{budget|That} in dollars I do not know; it takes ${offer} for {task|one process}, and less I cannot offer. Would that be possible?`,
    `So that you can compare with {budget|that}: our price is in dollars, ${offer} for {task|one process}, and never less. Does that fit?`,
  ],
  budget_short: [
    `{budget|That} covers one process (${pilot}), not {task|all of it} at ${offer}. Shall we start with one process and add the rest later?`,
    `For {task|all of it} it takes ${offer}, so {budget|that} is not enough; one process at ${pilot} would fit. Shall we begin with one?`,
    `With {budget|that} it goes as far as one process at ${pilot}: {task|all of it} is ${offer}, for everybody. Is one to begin with all right?`,
  ],
  total: [
    `That comes to {total|the list price in} dollars a month for {task|it}: {sum|the first and the further processes}. No set-up fee, and you can stop any month. {ask}`,
    `In all {total|the list price in} dollars a month for {task|that}: {sum|the first and the further processes}, set-up and support included. {ask}`,
    `For {task|that}: {total|the list price in} dollars a month in total, {sum|the first and the further processes}, nothing for the set-up. {ask}`,
  ],
  total_right: [
    `Right: {total|the list price in} dollars a month for {task|that} ({sum|the first and the further processes}), no set-up fee. {ask}`,
    `Yes, {total|the list price in} dollars a month for {task|that}: {sum|the first and the further processes}. {ask}`,
    `Exactly, {total|the list price in} dollars a month in all for {task|that}, {sum|the first and the further processes}. {ask}`,
  ],
  total_wrong: [
    `Not quite: it comes to {total|the list price in} dollars a month for {task|that}, {sum|the first and the further processes}. {ask}`,
    `No, it is {total|the list price in} dollars a month for {task|that}: {sum|the first and the further processes}. {ask}`,
    `To be exact it is {total|the list price in} dollars a month for {task|that} ({sum|the first and the further processes}). {ask}`,
  ],
  weigh_hours: [
    `Then 20+ is not your figure. {hours|Your} hours a week are about {monthly|four times as many} a month, against {price|the list price in} dollars: whether that pays off, you judge best. {ask}`,
    `Fair, you know your hours: {hours|those} a week make about {monthly|four times as many} a month, and they stand against {price|the list price in} dollars. If that does not pay off, leave it. {ask}`,
    `An honest sum: about {monthly|four times the} hours a month ({hours|yours} a week) against {price|the list price in} dollars. Below what most clients save, so weigh it well. {ask}`,
  ],
  ask_terms: [
    `Shall we start with {task|one process} at ${offer}?`,
    `Would ${offer} for {task|one process} work for you?`,
    `Does a start with {task|one process} at ${offer} sound right?`,
  ],
  ask_open: [
    `Good to hear! That makes a pilot for {task|one process}: ${offer}, no set-up fee, and you can stop any month. Shall we start with that?`,
    `Glad you like it. A pilot for {task|one process} is ${offer}, support included. Shall we go ahead?`,
    `Very good. The next step is a pilot for {task|one process} at ${offer}. Shall I get it started?`,
  ],
  ask_if_not: [
    'All right. Is it the price, the timing, or is it simply not for you? All of that is fine.',
    'Understood. If it is not for you, that is fine; if something is missing, what would it be?',
    'Fair enough, no pressure. Is there something you would need to see first?',
  ],
  start_first: [
    'Wonderful, {name|thank you}, let us start! Which task shall the pilot take over?',
    `Gladly! A pilot is ${pilot} for one process. Which one shall it be?`,
    'Great, {name|thank you}! Then I only need to know: which work shall run by itself first?',
  ],
  close: [
    `Great, {name|thank you}! A pilot for {task|one process}: ${offer}, and you can stop any month. A colleague sends the agreement within ${agreementWithin}. Which e-mail address shall it go to?`,
    `Wonderful! That is ${offer} for {task|one process}, set-up and support included. Where shall a colleague send the agreement: which e-mail address?`,
    `Perfect, {name|thank you}! A pilot for {task|one process} at ${offer}. Give me your e-mail address and a colleague sends you the agreement within ${agreementWithin}.`,
  ],
  close_to: [
    `Great, {name|thank you}! A pilot for {task|one process}: ${offer}, and you can stop any month. Shall a colleague send the agreement to {email|you}?`,
    `Wonderful! ${offer} for {task|one process}, support included. May a colleague send the agreement to {email|you}? One yes is enough.`,
    `Perfect! A pilot for {task|one process} at ${offer}. Shall the agreement go to {email|you}?`,
  ],
  ask_close: [
    'Shall a colleague send you the agreement by e-mail, to {email|which address}?',
    'All that is left is where the agreement goes: {email|which e-mail address}?',
    'The agreement goes out by e-mail: {email|to which address}?',
  ],
  ask_email: [
    `Gladly! Shall the agreement go to {email|you by e-mail, and to which address}? A colleague sends it within ${agreementWithin}.`,
    'Happy to. Where shall a colleague send the agreement: to {email|which e-mail address}?',
    `Nearly done: within ${agreementWithin} a colleague sends the agreement to {email|you, and at which e-mail address}?`,
  ],
  purchased: [
    `Welcome, {name|and thank you}! 🎉 A colleague sends the agreement for {task|your pilot} (${offer}) to {email|you} within ${agreementWithin}, agrees the kickoff date with you and takes over this chat.`,
    `Thank you, {name|and welcome}! 🎉 Within ${agreementWithin} a colleague sends the agreement to {email|you}: {task|your pilot}, ${offer}. You agree the kickoff date together, here in this chat.`,
    `Fantastic, {name|thank you}! The agreement ({task|your pilot}, ${offer}) goes to {email|you} within ${agreementWithin}. A colleague sends it, agrees the kickoff date with you and takes over here.`,
  ],
  purchased_phone: [
    `Welcome, {name|and thank you}! 🎉 Within ${agreementWithin} a colleague contacts you at {phone|your number} about the agreement ({task|your pilot}, ${offer}) and the kickoff date, and takes over this chat.`,
    `Thank you, {name|and welcome}! 🎉 For {task|your pilot}, ${offer}, a colleague contacts you at {phone|your number} within ${agreementWithin} with the agreement and a kickoff date, and takes over this chat.`,
    `Fantastic, {name|thank you}! Within ${agreementWithin} a colleague reaches you at {phone|your number} about the agreement and the kickoff date ({task|your pilot}, ${offer}) and takes over this chat.`,
  ],
  purchased_here: [
    `Welcome aboard, {name|and thank you}! 🎉 A colleague takes over this chat and sends you the agreement here within ${agreementWithin}: {task|your pilot}, ${offer}. You agree the kickoff date together.`,
    `Thank you, {name|and welcome}! 🎉 The agreement for {task|your pilot} (${offer}) comes here within ${agreementWithin}, from a colleague, who also agrees your kickoff date with you.`,
    `Fantastic, {name|thank you}! A colleague writes to you here within ${agreementWithin} with the agreement ({task|your pilot}, ${offer}) and agrees the kickoff date with you.`,
  ],
  purchased_signed: [
    'Thank you, {name|and welcome aboard}! 🎉 I cannot see signatures or payments myself: a colleague takes over here, confirms it and agrees your kickoff date with you.',
    'Wonderful, {name|thank you}! A colleague checks that it has arrived, confirms it here and agrees the kickoff date with you.',
    'Great news, {name|thank you}! I pass you on to a colleague, who confirms it here and agrees the date of your kickoff with you.',
  ],
  acknowledged_sale: [
    'You are all set, {name|thank you}: the agreement goes to {email|the address you name}, and a colleague agrees the kickoff date with you.',
    'Yes, it is under way, {name|thank you}. A colleague sends the agreement to {email|the address you name} and agrees your kickoff date with you.',
    'All noted, {name|thank you}: the agreement comes from a colleague, to {email|the address you name}. For anything else write “person”.',
  ],
  budget_closing: [
    `Noted, {budget|thank you}; it is ${offer} for {task|one process}. Which e-mail address shall the agreement go to, {email|if you tell me}?`,
    `Thanks, {budget|noted}. The price is ${offer} for {task|one process}. Shall the agreement go to {email|your e-mail, and which one is it}?`,
    `Good, {budget|noted}: ${offer} for {task|one process}. The agreement goes by e-mail: {email|to which address}?`,
  ],
  next_steps: [
    `A colleague sends the agreement by e-mail within ${agreementWithin} and agrees the kickoff date with you. Shall it go to {email|you, and at which address}?`,
    `Next, a colleague mails you the agreement within ${agreementWithin}; you sign it if it fits and agree the kickoff date together. The address: {email|which one is it}?`,
    `It goes like this: agreement by e-mail from a colleague within ${agreementWithin}, then the kickoff date that suits you. Where to: {email|which e-mail address}?`,
  ],
  topic_free: [
    `There is nothing to try without paying; a pilot is ${pilot}, and you can stop any month.`,
    `It begins with a pilot at ${pilot}, which you can stop after any month; a trial without a price there is not.`,
    `A pilot costs ${pilot} from the first month, with no set-up fee and nothing that binds you longer.`,
  ],
  topic_kickoff: [
    `The kickoff date is agreed with you by a colleague, within ${agreementWithin} of your yes.`,
    `A colleague agrees the kickoff date with you within ${agreementWithin} of your yes.`,
    `Once you have said yes, a colleague agrees the kickoff date with you within ${agreementWithin}.`,
  ],
  topic_agreement: [
    `After your yes a colleague sends the agreement by e-mail within ${agreementWithin}, to {email|the address you tell me}.`,
    `The agreement comes by e-mail from a colleague, within ${agreementWithin} of your yes, to {email|the address you tell me}.`,
    `A colleague mails the agreement to {email|the address you tell me} within ${agreementWithin} of your yes.`,
  ],
  aside_price: [
    `It is ${pilot} for one process and ${further} for each further one, no set-up fee.`,
    `One process is ${pilot}, each further one ${further}; set-up, training and support are included.`,
    `${pilot} for the first process, ${further} for each further one, and you can stop any month.`,
  ],
  aside_objection_price: [
    `It has to pay off, I agree: one process is ${pilot}, and you can stop any month.`,
    `I understand. The smallest step is one process at ${pilot}, for everybody.`,
    `That matters. One process at ${pilot}, and more only when the first one pays off.`,
  ],
  objection_price: [
    `I understand: it has to pay off. ${offer} stands against {hours|often 20+} hours a week. The price is the same for everybody, but you can begin with one process and stop any month. Would that be a fair try?`,
    `Fair point. I cannot go below the list: one process is ${pilot}. But nothing binds you longer than a month, and set-up and support are included. Shall we test it with {task|one process}?`,
    `Thanks for being open about that. One process at ${pilot} is the smallest step; if it does not pay off you stop. Would that be easier?`,
  ],
  objection_authority: [
    `Of course. For them in short: {task|one process} as a pilot, ${offer}, no set-up fee, live within about four weeks, stop any month. What will they ask first?`,
    `Makes sense to decide together. To pass on: ${offer} for {task|one process}, support included, {hours|often 20+} hours a week at stake, stop any month. What matters most to them?`,
    `Good to involve them. The key points: a pilot with {task|one process}, ${offer}, live within about four weeks, no set-up fee. Write me when they have said yes or have a question.`,
  ],
  aside_objection_authority: [
    'Of course; I am glad to answer what your decision makers ask.',
    'Makes sense to decide that together; I am glad to answer their questions too.',
    'Good to involve them; nothing is decided here without them.',
  ],
};
