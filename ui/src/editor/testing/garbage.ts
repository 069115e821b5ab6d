// Flat text as no one would write it, for laws that hold for any.

import { isDelete, isInsert, type Attributes, type AttributeValue, type Batch, type Insert, type Side } from '../wire';
import type { Random } from './random';

const TEXTS = ['a', 'b c', '\n', '😀', 'e\u0301', 'שלום', '\uFFFC', '\uFFFC', '\uFFFC', '\uFFFC', '\uFFF9', 'x\uFFFCy', '\uFFFC\uFFFC', '\uFFF9\uFFF9'];
const PATHS = [
  '["ul:a","li:b"]', '["ul:a","li:c"]', '["quote:q"]', '["quote:q","ol:o@5","li:l"]', '["ul:a","li:b","ul:a2","li:b2"]',
  '["li:b"]', '["ul:a"]', '["ul:a","quote:q"]', '["ul:a","ul:b","li:c"]', '["table:t","quote:q"]', '["quote"]', '["quote:"]',
  '["quote:a:b"]', '["ul:a",7,"li:b"]', '{"a":1}', 'nonsense', '', '[]', `[${Array(40).fill('"quote:d"').join(',')}]`,
  `[${Array(31).fill('"quote:d"').join(',')},"ul:u","li:l"]`,
];
const VALUES: Record<string, AttributeValue[]> = {
  'b:id': ['1-1', '1-2', '1-3', '2-1', '^', '', 7, null, true],
  'b:type': ['paragraph', 'heading', 'pull', 'hr', 'figure', 'figure', 'table', 'table', 'table', 'poll', '', 3],
  'b:asset': ['0f'.repeat(32), '0f'.repeat(32), '0F'.repeat(32), '0f', 7],
  'b:row:1-a': [1, 1, 2, '1', 1.5, null],
  'b:row:1-b': [1, -3, 3.0],
  'b:col:1-a': [1, 9007199254740991, 9007199254740992],
  'b:col:1-b': [0],
  'b:col:no id': [1],
  'fmt:7-4': ['{"b:row:1-c":[2,null]}', '{"b:row:1-a":[null,1]}', '{"b:row:1-c":["2",null]}'],
  'b:level': [2, 3, 4, 5, 1, '3', 2.5, null, 3.0],
  'b:p': PATHS,
  'b:new': ['x', 'x', 2.5, null],
  strong: [true, true, false, 'true', 1],
  em: [true, null],
  code: [true],
  link: ['https://a.test/', '', 'javascript:x', true, 5],
  'c:1': [true],
  'ins:7-1': [true, true, 'true', 1],
  'ins:8-2': [true],
  'del:7-1': [true, null],
  'del:not an id': [true],
  'fmt:7-3': ['{"strong":[null,true]}', 'nonsense', true],
  a: ['{"t":"fn","id":"1-1"}', '{"t":"fn","id":"1-2"}', '{"id":"1-1","t":"fn"}', '{"t":"fn","id":"^"}', true, 'x'],
  blink: [true],
};

const SIDES: Side[] = ['note:1-1', 'note:1-2', 'pull:1-1:by', 'pull:1-2:by', 'pull:2-1:by', 'note:2-1', 'fig:1-1:alt', 'fig:1-1:credit', 'fig:2-1:alt', 'stash', 'cell:1-1:1-a:1-a', 'cell:1-1:1-b:1-a', 'cell:1-2:1-a:1-b', 'cell:1-1:1-c:1-a', 'cell:9-9:1-a:1-a'];

function attributes(random: Random): Attributes {
  const chosen = Object.entries(VALUES).filter(() => random.chance(0.35));
  return Object.fromEntries(chosen.map(([key, values]) => [key, random.pick(values)]));
}

function line(random: Random): Insert[] {
  return Array.from({ length: random.below(12) }, () => ({ insert: random.pick(TEXTS), attributes: attributes(random) }));
}

export function garbage(random: Random): Batch {
  const fields: Batch = { headline: line(random), standfirst: line(random), body: line(random) };
  for (const name of SIDES) if (random.chance(0.5)) fields[name] = line(random);
  return fields;
}

/** An edit of some text that no editor would send. */
export function malformed(random: Random, batch: Batch): Batch {
  const ops = [...(batch.body ?? [])];
  const wrong: (() => Batch)[] = [
    () => ({ body: [...ops, { retain: 100_000 }] }),
    () => ({ body: [{ delete: 100_000 }] }),
    () => ({ body: [{ retain: 0 }] }),
    () => ({ body: [{ insert: '' }] }),
    () => ({ body: [{ insert: 'a\uFFFCb' }] }),
    () => ({ body: [{ insert: '\uFFFC' }] }),
    () => ({ body: [{ insert: '\uFFFC', attributes: { 'b:id': '^' } }] }),
    () => ({ body: [{ insert: '\uFFFC\uFFFC', attributes: { 'b:id': '9-1' } }] }),
    () => ({ body: [{ insert: '\uFFFC', attributes: { 'b:id': '9-1' } }, { insert: '\uFFFC', attributes: { 'b:id': '9-1' } }] }),
    () => ({ body: [{ insert: 'a', attributes: { 'b:type': 'heading' } }] }),
    () => ({ headline: [{ insert: '\uFFFC', attributes: { 'b:id': '9-2' } }] }),
    () => ({ headline: [{ insert: 'a', attributes: { strong: 'yes' } }] }),
    () => ({ body: [{ insert: '\uFFF9' }] }),
    () => ({ body: [{ insert: 'a', attributes: { a: '{"t":"fn","id":"9-1"}' } }] }),
    () => ({ 'note:9-1': [{ insert: '\uFFF9', attributes: { a: '{"t":"fn","id":"9-1"}' } }] }),
    () => ({ 'pull:9-1:by': [{ insert: '\uFFFC', attributes: { 'b:id': '9-1' } }] }),
    () => ({ 'note:^': [{ insert: 'a' }] }) as Batch,
    () => ({ 'cell:9-1:9-2': [{ insert: 'a' }] }) as Batch,
    () => ({ body: [{ insert: '\uFFFC', attributes: { 'b:id': '9-1', 'b:type': 'table', 'b:row:9-2': 1.5 } }] }),
    () => ({ body: [{ insert: '\uFFFC', attributes: { 'b:id': '9-1', 'b:type': 'table', ...Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`b:col:9-${at}`, at])) } }] }),
    () => ({ 'fig:9-1:colour': [{ insert: 'a' }] }) as unknown as Batch,
    () => ({ headline: [{ insert: 'a' }], body: [{ retain: 100_000 }] }),
  ];
  const cut = ops.findIndex((op) => !isInsert(op) && !isDelete(op));
  if (cut >= 0) wrong.push(() => ({ body: [...ops.slice(0, cut), { retain: 1_000_000 }] }));
  return random.pick(wrong)();
}
