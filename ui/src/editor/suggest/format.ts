// What a suggested change of look says: for each key that it changes, the old value and the new one.
//
// Several such suggestions on one unit form a chain for each key. Only a link of one's own that no other touches and
// that no plain change has come after may be extended; everything else becomes a new link, so that each can be taken back.

import { changed } from '../units';
import type { Attributes, AttributeValue } from '../wire';
import { idsIn } from './attributes';

/** Old and new; null where there is none. */
export type Change = [AttributeValue, AttributeValue];
export type Changes = Record<string, Change>;

export function readChanges(value: AttributeValue | undefined): Changes {
  if (typeof value !== 'string') return {};
  try {
    const read: unknown = JSON.parse(value);
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(([, pair]) => isChange(pair)));
  } catch {
    return {};
  }
}

function isChange(pair: unknown): pair is Change {
  return Array.isArray(pair) && pair.length === 2 && pair.every((value) => value === null || typeof value !== 'object');
}

export function writeChanges(changes: Changes): string {
  return JSON.stringify(Object.fromEntries(Object.keys(changes).sort().map((key) => [key, changes[key]!])));
}

/** What must be written on a unit besides a change of its attributes, so that the change is only suggested as `sid`. */
export function suggestedChange(unit: Attributes, change: Attributes, sid: () => string, isMine: (sid: string) => boolean): Attributes {
  const links = new Map(idsIn(unit, 'fmt').map((id) => [id, readChanges(unit[`fmt:${id}`])]));
  const touched = new Set<string>();
  const after = changed(unit, change);
  for (const key of Object.keys(change)) {
    const [old, value] = [unit[key] ?? null, after[key] ?? null];
    if (old === value) continue;
    const holders = [...links].filter(([, changes]) => key in changes);
    const [only] = holders;
    const isNewest = holders.length === 1 && only?.[1][key]?.[1] === old;
    const extended = only && isNewest && isMine(only[0]) ? only : null;
    const id = extended ? extended[0] : sid();
    const link = links.get(id) ?? {};
    link[key] = [extended ? extended[1][key]![0] : old, value];
    links.set(id, link);
    touched.add(id);
  }
  return Object.fromEntries([...touched].map((id) => [`fmt:${id}`, writtenLink(unit, id, links.get(id)!)]).filter(([, value]) => value !== undefined));
}

/** A link that changes nothing any more goes. */
function writtenLink(unit: Attributes, id: string, link: Changes): AttributeValue | undefined {
  const left = Object.fromEntries(Object.entries(link).filter(([, [old, value]]) => old !== value));
  if (Object.keys(left).length > 0) return writeChanges(left);
  return `fmt:${id}` in unit ? null : undefined;
}
