// The keys of the text. What needs the rest of the window (links, undo) is asked for through callbacks.

import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { undoInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { Command, Plugin } from 'prosemirror-state';
import { backspace, COMMANDS, deleteForward, enter, hardBreak, selectField, settingOf } from './commands';
import { arrow, nextCell, previousCell } from './table';
import { deleteLetterAfter, deleteLetterBefore } from './letters';
import { ruleOnEnter, typingRules, type TypingWishes } from './typing/rules';

export interface KeyCalls extends TypingWishes {
  onUndo: () => void;
  onRedo: () => void;
  /** With the address of the link under the caret. */
  onLink: (href: string | null) => void;
}

export function storyKeys(wishes: KeyCalls): Plugin[] {
  const { onUndo, onRedo, onLink } = wishes;
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
    Enter: chainCommands(ruleOnEnter, enter),
    'Shift-Enter': hardBreak,
    Backspace: chainCommands(undoInputRule, backspace, deleteLetterBefore),
    'Mod-Backspace': backspace,
    'Shift-Backspace': chainCommands(backspace, deleteLetterBefore),
    Delete: chainCommands(deleteForward, deleteLetterAfter),
    'Mod-Delete': deleteForward,
    'Mod-a': selectField,
    'Mod-b': COMMANDS.strong,
    'Mod-i': COMMANDS.em,
    'Mod-k': askForLink,
    'Mod-Shift-9': COMMANDS.pull,
    'Mod-Alt-f': COMMANDS.note,
    'Mod-Alt-0': COMMANDS.paragraph,
    'Mod-Alt-2': COMMANDS.heading2,
    'Mod-Alt-3': COMMANDS.heading3,
    'Mod-Alt-4': COMMANDS.heading4,
    'Mod-Shift-7': COMMANDS.numbers,
    'Mod-Shift-8': COMMANDS.bullets,
    'Mod-Shift-.': COMMANDS.quote,
    'Mod-Alt-g': COMMANDS.table,
    Tab: chainCommands(nextCell, COMMANDS.sink),
    'Shift-Tab': chainCommands(previousCell, COMMANDS.lift),
    ArrowLeft: arrow('left'),
    ArrowRight: arrow('right'),
    ArrowUp: arrow('up'),
    ArrowDown: arrow('down'),
    'Mod-z': calls(onUndo),
    'Mod-Shift-z': calls(onRedo),
    'Mod-y': calls(onRedo),
  };
  // Ctrl Enter files the story; that is the window's affair.
  const { 'Mod-Enter': _, 'Mod-a': __, ...rest } = baseKeymap;
  return [...typingRules(wishes), keymap(keys), keymap(rest)];
}
