// Every key of the window, in one place: the screens act on it, the buttons show it, `?` lists it.
// Single letters work only outside text fields. Publishing never shares a key with filing or approving.

export type Where = 'anywhere' | 'list' | 'write' | 'review';

const bindings = {
  commands: { where: 'anywhere', keys: 'Ctrl Shift P', typing: true },
  commands_outside_text: { where: 'anywhere', keys: 'Ctrl K', typing: false },
  go_desk: { where: 'anywhere', keys: 'G D', typing: false },
  go_inbox: { where: 'anywhere', keys: 'G I', typing: false },
  go_due: { where: 'anywhere', keys: 'G U', typing: false },
  go_people: { where: 'anywhere', keys: 'G P', typing: false },
  go_settings: { where: 'anywhere', keys: 'G S', typing: false },
  view_1: { where: 'anywhere', keys: 'G 1', typing: false },
  view_2: { where: 'anywhere', keys: 'G 2', typing: false },
  view_3: { where: 'anywhere', keys: 'G 3', typing: false },
  view_4: { where: 'anywhere', keys: 'G 4', typing: false },
  view_5: { where: 'anywhere', keys: 'G 5', typing: false },
  find: { where: 'anywhere', keys: '/', typing: false },
  new: { where: 'anywhere', keys: 'N', typing: false },
  next_region: { where: 'anywhere', keys: 'F6', typing: true },
  back: { where: 'anywhere', keys: 'Alt ←', typing: true },
  up: { where: 'anywhere', keys: 'Esc', typing: true },
  story_menu: { where: 'anywhere', keys: 'Shift F10', typing: false },
  all_keys: { where: 'anywhere', keys: '?', typing: false },
  row_next: { where: 'list', keys: 'J', typing: false },
  row_previous: { where: 'list', keys: 'K', typing: false },
  row_down: { where: 'list', keys: '↓', typing: false },
  row_up: { where: 'list', keys: '↑', typing: false },
  column_next: { where: 'list', keys: '→', typing: false },
  column_previous: { where: 'list', keys: '←', typing: false },
  lift: { where: 'list', keys: 'M', typing: false },
  save_view: { where: 'list', keys: 'Shift V', typing: false },
  board: { where: 'list', keys: 'B', typing: false },
  row_open: { where: 'list', keys: 'Enter', typing: false },
  take: { where: 'list', keys: 'T', typing: false },
  review: { where: 'list', keys: 'V', typing: false },
  hold: { where: 'list', keys: 'H', typing: false },
  schedule: { where: 'list', keys: 'Shift S', typing: false },
  seen: { where: 'list', keys: 'S', typing: false },
  all_seen: { where: 'list', keys: 'Shift A', typing: false },
  spike: { where: 'list', keys: 'Shift X', typing: false },
  fix: { where: 'list', keys: 'F', typing: false },
  file: { where: 'write', keys: 'Ctrl Enter', typing: true },
  save_revision: { where: 'write', keys: 'Ctrl S', typing: true },
  bold: { where: 'write', keys: 'Ctrl B', typing: true },
  italic: { where: 'write', keys: 'Ctrl I', typing: true },
  link: { where: 'write', keys: 'Ctrl K', typing: true },
  pull_quote: { where: 'write', keys: 'Ctrl Shift 9', typing: true },
  footnote: { where: 'write', keys: 'Ctrl Alt F', typing: true },
  quote: { where: 'write', keys: 'Ctrl Shift .', typing: true },
  numbers: { where: 'write', keys: 'Ctrl Shift 7', typing: true },
  bullets: { where: 'write', keys: 'Ctrl Shift 8', typing: true },
  paragraph: { where: 'write', keys: 'Ctrl Alt 0', typing: true },
  heading2: { where: 'write', keys: 'Ctrl Alt 2', typing: true },
  heading3: { where: 'write', keys: 'Ctrl Alt 3', typing: true },
  heading4: { where: 'write', keys: 'Ctrl Alt 4', typing: true },
  picture: { where: 'write', keys: 'Ctrl Alt P', typing: true },
  table: { where: 'write', keys: 'Ctrl Alt G', typing: true },
  to_stash: { where: 'write', keys: 'Ctrl Shift H', typing: true },
  from_stash: { where: 'write', keys: 'Ctrl Alt H', typing: true },
  undo: { where: 'write', keys: 'Ctrl Z', typing: true },
  redo: { where: 'write', keys: 'Ctrl Shift Z', typing: true },
  find_text: { where: 'write', keys: 'Ctrl F', typing: true },
  replace_text: { where: 'write', keys: 'Ctrl H', typing: true },
  find_next: { where: 'write', keys: 'F3', typing: true },
  find_previous: { where: 'write', keys: 'Shift F3', typing: true },
  outline: { where: 'write', keys: 'Ctrl Shift O', typing: true },
  tk_next: { where: 'write', keys: 'F8', typing: true },
  focus_mode: { where: 'write', keys: 'Ctrl Shift D', typing: true },
  says_ends: { where: 'write', keys: 'Ctrl Alt I', typing: true },
  read_aloud: { where: 'write', keys: 'Ctrl Alt A', typing: true },
  story_info: { where: 'write', keys: 'Ctrl .', typing: true },
  suggest_mode: { where: 'write', keys: 'Ctrl Shift E', typing: true },
  read_mode: { where: 'write', keys: 'Ctrl Alt R', typing: true },
  suggestion_next: { where: 'write', keys: 'J', typing: false },
  suggestion_previous: { where: 'write', keys: 'K', typing: false },
  accept: { where: 'write', keys: 'A', typing: false },
  stand: { where: 'write', keys: 'S', typing: false },
  accept_paragraph: { where: 'write', keys: 'Shift A', typing: false },
  comment: { where: 'write', keys: 'Ctrl Shift M', typing: true },
  resolve: { where: 'write', keys: 'R', typing: false },
  margin: { where: 'write', keys: 'Ctrl Alt M', typing: true },
  write_fix: { where: 'write', keys: 'Ctrl Alt U', typing: true },
  fix_publish: { where: 'write', keys: 'Ctrl Shift Enter', typing: true },
  write_review: { where: 'write', keys: 'V', typing: false },
  write_desk_did: { where: 'write', keys: 'Ctrl Alt D', typing: true },
  change_next: { where: 'review', keys: 'J', typing: false },
  change_previous: { where: 'review', keys: 'K', typing: false },
  review_accept: { where: 'review', keys: 'A', typing: false },
  review_stand: { where: 'review', keys: 'S', typing: false },
  review_comment: { where: 'review', keys: 'C', typing: false },
  review_resolve: { where: 'review', keys: 'R', typing: false },
  ask_reporter: { where: 'review', keys: 'Q', typing: false },
  desk_did: { where: 'review', keys: 'D', typing: false },
  edit_text: { where: 'review', keys: 'E', typing: false },
  review_open: { where: 'review', keys: 'O', typing: false },
  review_fix: { where: 'review', keys: 'F', typing: false },
  review_take: { where: 'review', keys: 'T', typing: false },
  send_back: { where: 'review', keys: 'Shift R', typing: false },
  approve: { where: 'review', keys: 'Ctrl Enter', typing: true },
  publish: { where: 'review', keys: 'Ctrl Shift Enter', typing: true },
  review_schedule: { where: 'review', keys: 'Shift S', typing: false },
  review_hold: { where: 'review', keys: 'H', typing: false },
} as const satisfies Record<string, { where: Where; keys: string; typing: boolean }>;

export type Action = keyof typeof bindings;
export const KEYMAP: { action: Action; where: Where; keys: string }[] = (Object.keys(bindings) as Action[]).map(
  (action) => ({ action, where: bindings[action].where, keys: bindings[action].keys }),
);

/** What a button or a list shows for an action. */
export const keysOf = (action: Action): string => bindings[action].keys;

/** Keys that the editor takes itself while the caret is in text; here they are only listed. */
export const EDITORS: readonly Action[] = [
  'bold', 'italic', 'link', 'pull_quote', 'footnote', 'quote', 'numbers', 'bullets', 'table', 'paragraph', 'heading2', 'heading3', 'heading4', 'undo', 'redo',
];

/** Just enough of a keyboard event to recognise a binding. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const NAMES: Record<string, string> = {
  ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', ' ': 'Space',
};

/** The event as the map writes it: `Ctrl Shift P`. Signs that need Shift to be typed stand for themselves. */
export function written(event: Pressed): string {
  // The key beside the right Ctrl opens menus everywhere; not every keyboard has it.
  if (event.key === 'ContextMenu') return keysOf('story_menu');
  const name = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const isSign = event.key.length === 1 && !/[\p{L}\p{N}]/u.test(event.key);
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && !isSign) parts.push('Shift');
  return [...parts, name].join(' ');
}

/** The actions that a key may stand for, where it was pressed. `after` is a letter that began a pair, such as G. */
export function actionsFor(event: Pressed, where: readonly Where[], typing: boolean, after: string | null): Action[] {
  const keys = after ? `${after} ${written(event)}` : written(event);
  return KEYMAP.filter(
    ({ action, where: place, keys: bound }) =>
      bound === keys && where.includes(place) && (!typing || bindings[action].typing) && !EDITORS.includes(action),
  ).map(({ action }) => action);
}

/** Whether a key begins a pair. */
export const beginsPair = (event: Pressed, typing: boolean): boolean => !typing && written(event) === 'G';
