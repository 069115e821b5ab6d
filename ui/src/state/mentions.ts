// Who is spoken to in a comment: `@` before a name. Pure.

/** The ids of the people whose names stand behind an `@`; the longest name that fits counts. */
export function mentioned(text: string, people: { id: string; name: string }[]): string[] {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (const { index } of text.matchAll(/@/g)) {
    const rest = text.slice(index + 1).toLowerCase();
    const person = byLength.find(({ name }) => isWhole(rest, name.toLowerCase()));
    if (person) found.add(person.id);
  }
  return [...found];
}

const isWhole = (rest: string, name: string) => name !== '' && rest.startsWith(name) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length));
