// What the rest of the window may use of the editor.

export type { Anchor } from './anchors';
export { type CommandName, type Setting, type TextField } from './commands';
export { idsOf, type NewId } from './ids';
export { Outbox, type Authority, type Clock, type Kept, type Offer, type OutboxOptions, type Page, type SaveState } from './outbox';
export { isSafeAddress } from './schema';
export {
  nextSuggestion, previousSuggestion, suggestionsAt, suggestionsInBlock, suggestionsOf, suggestionsWithin,
  type Range, type Suggestion, type SuggestionKind,
} from './suggest/list';
export { type Change, type Changes } from './suggest/format';
export { StoryPage, type Labels, type Mode, type StoryOptions } from './view';
export type { Attributes, Batch, Field, Op } from './wire';
