// The keys of the text. What needs the rest of the window (links, undo) is asked for through callbacks.

import { baseKeymap } from 'prosemirror-commands';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { NodeType } from 'prosemirror-model';
import type { Command, Plugin } from 'prosemirror-state';
import { backspace, COMMANDS, deleteForward, enter, fieldOf, hardBreak, selectField, settingOf } from './commands';
import { schema, startSuffix } from './schema';

export interface KeyCalls {
  onUndo: () => void;
  onRedo: () => void;
  /** With the address of the link under the caret. */
  onLink: (href: string | null) => void;
}

export function storyKeys({ onUndo, onRedo, onLink }: KeyCalls): Plugin[] {
  const calls =
    (call: () => void): Command =>
    (_state, dispatch) => {
      if (dispatch) call();
      return true;
    };
  const askForLink: Command = (state, dispatch) => {
    if (dispatch) onLink(settingOf(state).link);
    return true;
  };
  const keys: Record<string, Command> = {
    Enter: enter,
    'Shift-Enter': hardBreak,
    Backspace: backspace,
    'Mod-Backspace': backspace,
    'Shift-Backspace': backspace,
    Delete: deleteForward,
    'Mod-Delete': deleteForward,
    'Mod-a': selectField,
    'Mod-b': COMMANDS.strong,
    'Mod-i': COMMANDS.em,
    'Mod-k': askForLink,
    'Mod-Shift-9': COMMANDS.pull,
    'Mod-Alt-0': COMMANDS.paragraph,
    'Mod-Alt-2': COMMANDS.heading2,
    'Mod-Alt-3': COMMANDS.heading3,
    'Mod-Alt-4': COMMANDS.heading4,
    'Mod-Shift-7': COMMANDS.numbers,
    'Mod-Shift-8': COMMANDS.bullets,
    'Mod-Shift-.': COMMANDS.quote,
    Tab: COMMANDS.sink,
    'Shift-Tab': COMMANDS.lift,
    'Mod-z': calls(onUndo),
    'Mod-Shift-z': calls(onRedo),
    'Mod-y': calls(onRedo),
  };
  // Ctrl Enter files the story; that is the window's affair.
  const { 'Mod-Enter': _, 'Mod-a': __, ...rest } = baseKeymap;
  return [shorthand(), keymap(keys), keymap(rest)];
}

/** Blocks by their Markdown beginnings, in the body only. */
function shorthand(): Plugin {
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
