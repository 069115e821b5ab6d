// What the rest of the window may use of the editor.

export type { Anchor } from './anchors';
export { type CommandName, type PageField, type Setting } from './commands';
export type { EndWords } from './ends';
export type { Labels, Mode } from './fields';
export { BoundedSearch } from './find/bounded';
export { Finder, type Findings } from './find/finder';
export type { Query } from './find/query';
export { newSearchThread } from './find/thread';
export { gridOf, readLines } from './grid';
export { idsOf, type NewId } from './ids';
export { headingsOf, selectedOf, tkAfter, tksOf, type Entry, type Selected } from './outline';
export { Outbox, type Authority, type Clock, type Kept, type Offer, type OutboxOptions, type Page, type PartedWhy, type SaveState } from './outbox';
export type { Foreign } from './pasting';
export { spokenOf } from './spoken';
export { overlays, redrawOverlays } from './overlays';
export { isSafeAddress } from './schema';
export {
  nextSuggestion, previousSuggestion, suggestionsAt, suggestionsInBlock, suggestionsOf, suggestionsWithin,
  type Look, type Range, type Suggestion, type SuggestionKind,
} from './suggest/list';
export { StoryPage, type StoryOptions } from './view';
export type { Attributes, Batch, Field, Op } from './wire';
