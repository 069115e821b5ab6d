// Somebody at the keyboard of a page without a window: each key goes through the same plugins, and every edit through the
// same repair, as in the window.

import { EditorState, type Transaction } from 'prosemirror-state';
import { localEdit } from '../edit';
import { idsOf } from '../ids';
import { storyKeys, type KeyCalls } from '../keys';

export class Typist {
  composing = false;
  private readonly newId = idsOf('9');

  constructor(
    public state: EditorState,
    wishes: Partial<KeyCalls> = {},
  ) {
    const calls = Object.assign(wishes, { onUndo: () => {}, onRedo: () => {}, onLink: () => {} });
    this.state = EditorState.create({ doc: state.doc, selection: state.selection, plugins: storyKeys(calls) });
  }

  dispatch = (tr: Transaction) => {
    if (tr.docChanged && !localEdit(tr, this.newId)) throw new Error('the edit is refused');
    this.state = this.state.apply(tr);
  };

  type(text: string): this {
    for (const key of text) {
      const { from, to } = this.state.selection;
      const insert = () => this.state.tr.insertText(key, from, to);
      const taken = this.state.plugins.some((plugin) =>
        plugin.props.handleTextInput?.call(plugin, this as never, from, to, key, insert),
      );
      if (!taken) this.dispatch(insert());
    }
    return this;
  }

  press(key: string, keyCode = 0): this {
    const event = { key, keyCode, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    const taken = this.state.plugins.some((plugin) => plugin.props.handleKeyDown?.call(plugin, this as never, event as never));
    if (!taken) throw new Error(`${key} does nothing here`);
    return this;
  }

  endOfTextblock(): boolean {
    const { $from } = this.state.selection;
    return $from.parentOffset === 0;
  }
}
