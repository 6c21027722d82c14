/** Whether a clause is or begins an address: what follows in its sentence is no item. */
export function isAboutAddress(said: string): boolean {
  return LEADING.test(said) || PLACES.test(said);
}

const LEADING =
  /^(?:please )?(?:(?:deliver|send|ship|drop|bring|courier)(?: (?:it|them|this|that|everything|the order|my order|all))? (?:to|at)(?! me| us| my (?:home|house|place|office|shop)(?: |$)) |(?:my |our |the )?(?:delivery |new |shipping )?(?:address|pata)(?: |$)|(?:i|we) (?:live|stay) |near |opposite |opp )/;
/** Words of places behind a name: "MG Road", "Green Park Apartments". */
const PLACES =
  /[^ ]+ (?:road|rd|street|nagar|colony|apartments?|apts?|society|towers?|layout|enclave|vihar|marg|chowk|extension|cross|floor(?! (?:cleaners?|cleaning|wipers?|mops?|mats?|cloths?|brush|polish))|lane|sector|phase|residency|heights|gali|mohalla|pincode|pin code|building|avenue)(?: |$)|^(?:flat|house|plot|floor|sector|building|tower|wing|apartment|door|block|ward|phase)(?: no)? [^ ]*\d/;
