/**
 * What the business charges and keeps to: the figures of every template and fact. A business of another kind puts its own
 * here. Amounts are whole units of `currency`, per month.
 */
export const PRICE_LIST = {
  /** ISO 4217. */
  currency: 'USD',
  /** The first process, which is the pilot. */
  pilotPerMonth: 300,
  /** Each process after the first. */
  furtherPerMonth: 200,
} as const;

/** The figures in words, by language. */
export const IN_WORDS = {
  en: {
    pilot: `${PRICE_LIST.pilotPerMonth} dollars a month`,
    further: `${PRICE_LIST.furtherPerMonth}`,
    /** Of what the customer wants, as counted in `processes.ts`; the pilot's until more is wanted. */
    offer: `{total|${PRICE_LIST.pilotPerMonth}} dollars a month`,
    /** Until when a colleague has sent the agreement. */
    agreementWithin: 'one working day',
  },
  hi: {
    pilot: `${PRICE_LIST.pilotPerMonth} डॉलर महीना`,
    further: `${PRICE_LIST.furtherPerMonth} डॉलर`,
    offer: `{total|${PRICE_LIST.pilotPerMonth}} डॉलर महीना`,
    agreementWithin: 'एक कार्यदिवस',
  },
} as const;

/** The price list as facts for a model. Nothing here may be bargained about, so that no reply offers it. */
export const PRICE_FACTS: readonly string[] = [
  `A pilot with one process costs ${IN_WORDS.en.pilot}; each further process costs ${PRICE_LIST.furtherPerMonth} dollars a month.`,
  'There is no set-up fee. The customer can stop any month, with one month of notice.',
  'There is no exit fee: after the month of notice nothing more is owed. The price counts per process, not per person.',
  'The price is the same for everybody. Who wants to spend less starts with fewer processes; one process is the smallest step.',
  `After the yes a colleague sends the agreement by e-mail within ${IN_WORDS.en.agreementWithin} and agrees the kickoff date with the customer.`,
];
