// What happens by itself while somebody types: signs are typeset, and a few Markdown habits become what they mean.
//
// Backspace right after gives back what was typed. Nothing happens while an input method composes.

import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import type { MarkType, NodeType } from 'prosemirror-model';
import { TextSelection, type Command, type EditorState, type Plugin, type Transaction } from 'prosemirror-state';
import { fieldOf } from '../commands';
import { isSafeAddress, schema, startSuffix } from '../schema';
import { typeset } from './typeset';

export interface TypingWishes {
  /** The language of the story, as in HTML's `lang`. */
  language?: string;
  /** Whether quotation marks, dashes and dots are typeset. */
  typesets?: () => boolean;
}

/** The wishes are read at each key, so that they may change. */
export function typingRules(wishes: TypingWishes): Plugin[] {
  const signs = new InputRule(/[^]+$/, (state, match, start, end) => typesetSign(state, match[0], start, end, wishes), { inCodeMark: false });
  return [blockRules(), inputRules({ rules: [...markRules(), signs] })];
}

function typesetSign(state: EditorState, text: string, start: number, end: number, { language, typesets }: TypingWishes): Transaction | null {
  if (typesets && !typesets()) return null;
  const typed = text.slice(-1);
  const rewrite = typeset(text.slice(0, -1), typed, language ?? '');
  return rewrite ? state.tr.insertText(rewrite.put, start + text.length - 1 - rewrite.take, end) : null;
}

/** Blocks by their Markdown beginnings, in the body only. */
function blockRules(): Plugin {
  const { ul, ol, quote, heading } = schema.nodes as Record<string, NodeType>;
  const rules = [
    wrappingInputRule(/^\s*[-*]\s$/, ul!),
    wrappingInputRule(/^\s*(\d{1,4})\.\s$/, ol!, ([, start]) => ({ cid: startSuffix(Number(start)) || null })),
    wrappingInputRule(/^\s*>\s$/, quote!),
    textblockTypeInputRule(/^(#{2,4})\s$/, heading!, ([, signs]) => ({ level: signs!.length })),
  ];
  const plugin = inputRules({ rules });
  const typed = plugin.props.handleTextInput!;
  plugin.props.handleTextInput = (view, from, to, text, deflt) =>
    fieldOf(view.state, from) === 'body' && !!typed.call(plugin, view, from, to, text, deflt);
  return plugin;
}

function markRules(): InputRule[] {
  const { strong, em, code, link } = schema.marks as Record<string, MarkType>;
  return [
    enclosed(/(?:^|[^*])(\*\*)([^\s*](?:[^*]*[^\s*])?)\*\*$/, strong!),
    enclosed(/(?:^|[^*\p{L}\p{N}])(\*)([^\s*](?:[^*]*[^\s*])?)\*$/u, em!),
    enclosed(/(?:^|[^`])(`)([^`\s](?:[^`]*[^`\s])?)`$/, code!),
    new InputRule(
      /\[([^[\]]+)\]\(([^\s()]+)\)$/,
      (state, [whole, words, address], start, end) =>
        isSafeAddress(address!) && !whole!.includes('\uFFFC')
          ? marked(state, start + 1, start + 1 + words!.length, start, end, link!, { href: address! })
          : null,
      { inCodeMark: false },
    ),
  ];
}

/** Words between two equal signs. */
function enclosed(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(
    pattern,
    (state, [whole, sign, words], start, end) => {
      const outer = start + whole!.length - words!.length - 2 * sign!.length;
      const from = outer + sign!.length;
      return marked(state, from, from + words!.length, outer, end, type);
    },
    { inCodeMark: false },
  );
}

/** Marks what stands between two positions and takes the signs around it away. What is typed next is plain again. */
function marked(state: EditorState, from: number, to: number, outerFrom: number, outerTo: number, type: MarkType, attrs?: { href: string }): Transaction {
  const tr = state.tr.delete(to, outerTo).delete(outerFrom, from);
  const size = to - from;
  return tr.addMark(outerFrom, outerFrom + size, type.create(attrs)).removeStoredMark(type);
}

/** Three hyphens and Enter are a rule. */
export const ruleOnEnter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || fieldOf(state, $from.pos) !== 'body' || parent.type !== schema.nodes.paragraph) return false;
  if (parent.textContent !== '---' || $from.parentOffset !== 3) return false;
  if (!dispatch) return true;
  const tr = state.tr.delete($from.start(), $from.end()).insert($from.before(), schema.nodes.hr!.create());
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() + 3))).scrollIntoView());
  return true;
};
