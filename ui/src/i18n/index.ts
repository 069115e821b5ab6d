// Every sentence for people, by key. Facts come as params; a count chooses between `key.one` and `key.other`.
// The desk and the command line embed the same en.json.
import sentences from './en.json';

type Stored = keyof typeof sentences;
/** A key as callers write it: without the plural's ending. */
export type Key = Stem<Stored>;
type Stem<K> = K extends `${infer S}.one` ? S : K extends `${infer S}.other` ? S : K;
export type Params = Record<string, string | number>;

const stored: Record<string, string> = sentences;
const plural = new Intl.PluralRules('en-GB');

/** The sentence of `key` with `{name}` replaced from `params`. */
export function t(key: Key, params: Params = {}): string {
  const form = typeof params.count === 'number' ? `${key}.${plural.select(params.count)}` : key;
  return fill(stored[form] ?? stored[key] ?? stored[`${key}.other`] ?? key, params);
}

/** Whether there is a sentence for a key that was put together while running. */
export function has(key: string): key is Key {
  return key in stored || `${key}.other` in stored;
}

/** What a refusal says: what happened, what is safe, what to do. */
export function sentence(refused: { code: string; params: Record<string, string> }): string {
  const key = `code.${refused.code}`;
  if (has(key)) return t(key, inWords(refused.params));
  return t('code.unexpected', { detail: [refused.code, ...Object.values(refused.params)].join(', ') });
}

/** Facts that are names of the newsroom's own are said in its words. */
function inWords(params: Record<string, string>): Record<string, string> {
  const said = { ...params };
  if (said.state) said.state = word('state', said.state).toLowerCase();
  if (said.roles) said.roles = said.roles.split(', ').map((role) => word('role', role)).join(', ');
  return said;
}

/** The word for a value of the newsroom (`step.send_back`, `role.chief`); the value itself when it is new to this window. */
export function word(area: string, value: string): string {
  const key = `${area}.${value}`;
  return has(key) ? t(key) : value.replaceAll('_', ' ');
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
