// Every sentence is said somewhere. Keys that the sources use and nobody has written are the compiler's affair.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import sentences from './en.json';

const SRC = join(import.meta.dirname, '..');
/** Where the values come from that complete a key: roles, steps, states. */
const ROOMS = join(SRC, '../../src-tauri/crates');

function textsBelow(folder: string, endings: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && endings.test(file.name) && !/\.test\.ts$/.test(file.name))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
}

const source = textsBelow(SRC, /\.(ts|svelte)$/).join('\n');
const rooms = textsBelow(ROOMS, /\.rs$/).join('\n');
/** Rust's variants travel with small letters: `SendBack` is `send_back`. */
const small = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
const values = new Set([...source.match(/[\w-]+/g)!, ...rooms.match(/[\w-]+/g)!.flatMap((word) => [word, small(word)])]);
const literals = new Set([...source.matchAll(/(?<=(['"]))[\w.-]+(?=\1)/g)].map(([key]) => key));
/** Keys that are put together while running: `step.${step}`, or `word('step', step)`. */
const patterns = [
  ...[...source.matchAll(/`([a-z_]+\.[^`\n]*\$\{[^`\n]*)`/g)].map(([, key]) => key!),
  ...[...source.matchAll(/\bword\('([\w.]+)'/g)].map(([, area]) => `${area}.\${value}`),
].map((key) => new RegExp(`^${key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.')).join('([^.]+)')}$`));

function isSaid(key: string): boolean {
  if (literals.has(key)) return true;
  return patterns.some((pattern) => pattern.exec(key)?.slice(1).every((value) => values.has(value)));
}

test('every sentence is said somewhere', () => {
  // A test of the house compares the sentences of codes with the desk's list.
  const keys = Object.keys(sentences).filter((key) => !key.startsWith('code.'));
  const unsaid = keys.filter((key) => !isSaid(key.replace(/\.(one|other)$/, '')) && !isSaid(key));
  expect(unsaid).toEqual([]);
});

test('a key that nothing says is found', () => {
  expect(isSaid('desk.new')).toBe(true);
  expect(isSaid('step.send_back')).toBe(true);
  expect(isSaid('step.never_heard_of')).toBe(false);
  expect(isSaid('desk.never_heard_of')).toBe(false);
});
