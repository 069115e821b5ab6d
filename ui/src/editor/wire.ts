// How an edit of text travels between the window and the document: the same shape as `manuscript::wire` in Rust.
//
// Offsets and lengths are UTF-16 units of one field's flat text. Not here: what the units mean (see `flatten`).

/** A text beside the body: it belongs to the footnote or the block with this id, or to nothing, as the stash does. */
export type Side = `note:${string}` | `pull:${string}:by` | `fig:${string}:alt` | `fig:${string}:credit` | `cell:${string}` | 'stash';

/** A text of a story that is edited as text. */
export type Field = 'kicker' | 'headline' | 'standfirst' | 'dateline' | 'body' | Side;

export type AttributeValue = string | number | boolean | null;

export type Attributes = Record<string, AttributeValue>;

export type Insert = { insert: string; attributes?: Attributes };
export type Retain = { retain: number; attributes?: Attributes };
export type Delete = { delete: number };

/**
 * One operation. The attributes of an insert are complete, nothing is inherited; those of a retain are a change, in
 * which `null` removes.
 */
export type Op = Insert | Retain | Delete;

/** Operations by field. A whole document is the batch that makes it from nothing. */
export type Batch = Partial<Record<Field, Op[]>>;

/** Begins a block of the body; its attributes say which. */
export const MARKER = '\uFFFC';

/** Stands for something inside a line that is not text: a footnote when its attribute `a` says so. */
export const ATOM = '\uFFF9';

/** Text before the first marker is the head block: a paragraph that nobody had to create. */
export const HEAD = '^';

export function isInsert(op: Op): op is Insert {
  return 'insert' in op;
}

export function isDelete(op: Op): op is Delete {
  return 'delete' in op;
}

/** The operations of all fields. */
export function allOps(batch: Batch): Op[] {
  return Object.values(batch).flatMap((ops) => ops ?? []);
}

/** Whether a batch changes nothing. */
export function isEmpty(batch: Batch): boolean {
  return allOps(batch).length === 0;
}
