/* Moves in the agenda, by hand and by keyboard: filled in below. */
export function begin() {}
