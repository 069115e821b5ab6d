// The difference of two revisions as `manuscript::Difference` writes it. It travels as an untyped value inside
// `DifferenceView`, so its shape is stated here once.

/** `note` is the text of a footnote, whose run is the character that stands for it. */
export type Marks = { strong?: true; em?: true; code?: true; link?: string; note?: string };

export interface DiffRun {
  change: 'same' | 'insert' | 'delete' | 'format';
  text: string;
  marks: Marks;
  /** The marks before a change of format. */
  was?: Marks;
}

export interface Within {
  container: 'quote' | 'bullets' | 'numbers';
  opens: boolean;
  begins_item: boolean;
  number?: number;
}

export interface Shape {
  kind: 'paragraph' | 'heading' | 'pull_quote' | 'attribution' | 'figure' | 'alt' | 'credit_line' | 'row' | 'rule';
  /** Of a row: whether it is the header, with which a table begins. Its words are those of its cells, U+FFFC between each two. */
  head?: boolean;
  /** A figure's, by its hash. */
  picture?: string;
  level?: number;
  within: Within[];
}

export interface BlockDifference {
  change: 'same' | 'changed' | 'added' | 'deleted' | 'moved_away' | 'moved_here';
  from: Shape | null;
  to: Shape | null;
  runs: DiffRun[];
  /** The same number on both places of a moved block. */
  moved: number | null;
}

export interface Difference {
  fields: { field: 'kicker' | 'headline' | 'standfirst' | 'dateline'; runs: DiffRun[] }[];
  blocks: BlockDifference[];
  furniture: { what: string; of: string | null; from: string | null; to: string | null }[];
  words_added: number;
  words_deleted: number;
}

/** A number, name, quotation, link or date that differs, as `manuscript::FactChange` writes it. */
export interface FactChange {
  kind: 'number' | 'name' | 'quotation' | 'link' | 'date';
  change: 'changed' | 'added' | 'gone' | 'moved' | 'attribution';
  was: string | null;
  is: string | null;
  /** The quotation whose attribution changed, or the words that the link is on. */
  of: string | null;
  place: { in: 'line'; field: string } | { in: 'body'; block: number; paragraph: number } | { in: 'beside'; what: string };
}
