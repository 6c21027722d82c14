/** What the wholesaler says in other words than a shop. */
export const WHOLESALE_EN: Readonly<Record<string, readonly string[]>> = {
  welcome_new: [
    'Hello! I am the AI assistant of the wholesaler. Tell me what your outlet needs, for example "400 pizza boxes 10 inch by Friday". A person is here whenever you ask for one.',
    'Welcome! I am an AI assistant and take orders of packaging. Just write products, quantities and the day of delivery; I register your outlet with the first order.',
  ],
  ask_items: [
    'What does your outlet need? Products with quantities, for example: 400 pizza boxes 10 inch, 200 cups 12 oz.',
  ],
  ask_name: [
    '{notes} Under which name shall I register you? Business and outlet, for example: Pizza Palace, Orchard Road.',
    '{notes} What is the name of your business and outlet?',
  ],
  ask_when: ['On which day shall we deliver? For example tomorrow, or Friday.'],
  registered: ['Thank you, your outlet is registered. What do you need?'],
  payment: ['You get an invoice with the delivery, with GST. The bot takes no card or bank details.'],
  follow_up_reorder: [
    'Going by your usual rhythm it is time to restock. Say SAME AS LAST TIME, or write what your outlet needs.',
  ],
};
