// Where the ids of blocks and lists come from: `<peer>-<counter>`, unique without asking anyone.
//
// The peer is drawn afresh by the desk for each opening of a story, so the counter may begin at one.

/** Gives a new id at each call. */
export type NewId = () => string;

export function idsOf(peer: string): NewId {
  let counter = 0;
  return () => `${peer}-${++counter}`;
}
