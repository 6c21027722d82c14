/** Orders, their events and deliveries of a workspace. */
export interface OrderStore {}
