// Which commands the typed words find. Pure.

import type { Command } from '../../state/command';

/** Commands that have every typed word, in their name first. */
export function matching(commands: Command[], query: string): Command[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (command: Command) => words.every((each) => `${command.label} ${command.also}`.toLowerCase().includes(each));
  const named = (command: Command) => words.every((each) => command.label.toLowerCase().includes(each));
  return commands.filter(fits).toSorted((a, b) => Number(named(b)) - Number(named(a)));
}

/** A label cut where the typed words are, for showing the hits. */
export function hits(label: string, query: string): { text: string; hit: boolean }[] {
  const words = query.trim().split(/\s+/).filter(Boolean).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (!words.length) return [{ text: label, hit: false }];
  return label
    .split(new RegExp(`(${words.join('|')})`, 'i'))
    .map((text, at) => ({ text, hit: at % 2 === 1 }))
    .filter((part) => part.text);
}
