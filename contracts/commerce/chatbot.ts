/** What the endpoints of the grocery's chatbot go by. Pure data; imports nothing. */

/** The flow that answers there. */
export const CHATBOT_FLOW = 'grocery';

/** ISO 3166 country of phones that are sent without their country. */
export const CHATBOT_COUNTRY = 'IN';

/** A customer who was silent for longer is not talked to any more; milliseconds. The source's `MAX_CONVERSATION_AGE`. */
export const MAX_CONVERSATION_AGE_MS = 3_600_000;

/** How many phones the statistics name at most. */
export const MAX_ACTIVE_PHONES = 100;
