// What must be safe before a screen is left. Whoever holds unsaved words registers here, so that no way out of a
// screen can forget them.

/** Answers whether everything is on disk. */
export type Leaving = () => Promise<boolean>;

const holders = new Set<Leaving>();

/** Returns the function that takes it away again. */
export function beforeLeaving(holder: Leaving): () => void {
  holders.add(holder);
  return () => holders.delete(holder);
}

/** Whether the screen may be left: every holder has brought its words to safety. */
export async function leave(): Promise<boolean> {
  for (const holder of holders) if (!(await holder())) return false;
  return true;
}
