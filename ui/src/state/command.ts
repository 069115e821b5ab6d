// One thing that a person can do, as a list of commands shows it.

export interface Command {
  id: string;
  group: 'story' | 'do' | 'go';
  label: string;
  /** Further words that find it. */
  also: string;
  keys: string | null;
  /** Why it can't run now; it stays listed. */
  reason: string | null;
  run: () => void;
}
