/** What every shop says about returns in English. `{items}`, `{return_question}` and the like are lines that the desk words. */
export const RETURNS_EN: Readonly<Record<string, readonly string[]>> = {
  return_ask: ['{notes}\n{return_question}'],
  ask_return: ['{return_question}'],
  ask_return_again: ['Sorry, I did not get that. {return_question}', 'Just this for the return. {return_question}'],
  return_read_back: [
    '{notes}\nReturn from order {number}:\n{items}\n{reason}\n{credit}\nShall I note it so? YES or NO.',
  ],
  ask_return_yes: ['Shall I note the return as I read it to you? Please answer YES or NO.'],
  return_done: ['{done} You have a credit note for it. What else can I do for you?'],
  return_done_instead: ['{done} What would you like instead? Write products with quantities.'],
  return_kept: ['Good, nothing comes back. If something is still wrong with it, just ask for a person.'],
  return_gone: ['There is nothing left to return there any more. What else can I do for you?'],
  nothing_to_return: ['I find no delivered order of yours, so there is nothing to return. What can I do for you?'],
  return_not_delivered: [
    'Order {number} has not been delivered yet, so there is nothing to return. You can still change or cancel it: just say so.',
  ],
  return_on_its_way: [
    'Order {number} is not with you yet, and cannot be changed any more. Tell me when it has come and something is to go back.',
  ],
  return_cancelled: ['Order {number} was cancelled, so there is nothing to return of it.'],
  return_all_back: ['All of order {number} has come back already.'],
  return_too_late: [
    'Order {number} could be returned until {day}; I cannot take it back any more. A colleague looks at it and answers here.',
  ],
  return_by_person: [
    'These are fresh goods with nothing wrong with them, so a colleague decides about them and answers here.',
  ],
  return_instead_of_cancel: [
    'Order {number} was delivered already. If something is to go back, tell me what, for example: I want to return the rice.',
  ],
};
