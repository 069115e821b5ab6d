//! A story's text: what one story is as a document, and everything that can be known from its words alone.
//!
//! `Manuscript` holds one story as a text that several desks can edit at once and merge without losing a word.
//! `Reading` is the same story as readers will have it; the canonical form, its hash, the word difference and Markdown
//! work on readings only.
//!
//! Not here: who may do what (`newsroom`), files and databases (`store`), sites (`press`), clocks, chance and ids: they
//! come in as values.

mod article;
mod canonical;
mod delta;
mod difference;
mod error;
mod flat;
mod furniture;
mod html;
mod loss;
mod manuscript;
mod markdown;
mod normal;
mod pasted;
mod picture;
mod rank;
mod reading;
mod rows;
mod side;
#[cfg(test)]
mod units;
mod versions;
mod wire;
mod words;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use article::{
    Article, Author, KnownNames, LONGEST_ARTICLE, Part, PartName, Unreadable, read_article,
    read_article_bytes, text_of,
};
pub use canonical::{CANONICAL_VERSION, ContentHash, canonical, content_hash, from_canonical};
pub use difference::{
    BlockChange, BlockDifference, Change, ChangedLine, Container, DiffRun, Difference, FactChange,
    FactFate, FactKind, FactPlace, FieldDifference, FurnitureChange, FurnitureKind, LeafKind,
    Shape, Touched, Within, difference, facts, let_block_stand, let_furniture_stand, let_stand,
    touched,
};
pub use error::{Error, Fault, Result};
pub use flat::{Grid, Kind, MOST_COLUMNS, MOST_ROWS, NOTE, Node, Piece, Projection, project};
pub use furniture::{CreditLine, Furniture, Setting, web_address};
pub use html::{HtmlIn, LONGEST_HTML, from_html, from_html_page};
pub use loss::Loss;
pub use manuscript::{
    By, Decided, Decision, Frontier, Kept, Look, Manuscript, Merged, Offer, Peer, Pending, Shown,
    Step, Suggestion, SuggestionKind, Update, Written,
};
pub use markdown::{MarkdownIn, body_to_markdown, from_markdown};
pub use pasted::{from_pasted_text, looks_like_markdown};
pub use picture::{PictureHash, pictures};
pub use reading::{Block, CorrectionNote, Credit, Inline, Mark, Reading, Related, Run};
pub use side::{Side, SidePart};
pub use versions::{Parted, TwoVersions};
pub use wire::{Attributes, Batch, Field, Op};
pub use words::{plain, plain_text, tks, word_count};
