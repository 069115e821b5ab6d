// The facts list as the screens show it: what differs, where it stands, how many of each kind. Pure.
import type { FactChange } from '../bridge/difference';
import type { ListedChange } from './compared';

export type FactKind = FactChange['kind'];
export const FACT_KINDS: readonly FactKind[] = ['number', 'name', 'quotation', 'link', 'date'];

export interface Fact extends Omit<FactChange, 'place'> {
  /** The block of the comparison that it stands in; null beside the text. */
  block: number | null;
  place: FactChange['place'];
}

/** `fields` are the lines above the text, in the order in which the comparison shows them. */
export function readFacts(value: unknown, fields: string[]): Fact[] {
  const place = (fact: FactChange) => {
    if (fact.place.in === 'body') return fields.length + fact.place.block;
    const line = fact.place.in === 'line' ? fields.indexOf(fact.place.field) : -1;
    return line < 0 ? null : line;
  };
  return (value as FactChange[]).map((fact) => ({ ...fact, block: place(fact) }));
}

/** How many of each kind differ, without the kinds of which none does. */
export function counted(facts: Fact[]): { kind: FactKind; count: number }[] {
  return FACT_KINDS.map((kind) => ({ kind, count: facts.filter((fact) => fact.kind === kind).length })).filter(({ count }) => count > 0);
}

/** Whether the words of a change are part of a fact that differs, or hold it. */
export function touches(change: ListedChange, fact: Fact): boolean {
  if (change.block !== fact.block) return false;
  const meets = (words: string, said: string | null) => {
    const word = words.trim();
    return word !== '' && said !== null && (said.includes(word) || word.includes(said));
  };
  const moved = change.set !== '' && meets(change.set, fact.is);
  return moved || meets(change.out, fact.was) || meets(change.in, fact.is) || (fact.change === 'attribution' && (meets(change.out, fact.of) || meets(change.in, fact.of)));
}
