//! Markdown, in and out: CommonMark is how stories come from other desks' files and how a body leaves as a file.
//!
//! Reading takes whatever CommonMark allows (with tables, footnotes and strikethrough, which people write as well) and
//! keeps every word; what a story has no form for becomes plain text and is named as a `Loss`. Writing gives neutral
//! CommonMark, as a careful person would write it, which reads back to exactly the same blocks. The crate's README
//! lists which construct becomes what.
//!
//! Not here: the front matter and the escaping that a site generator wants (`press`), and files.

mod address;
mod escape;
mod figure;
mod front_matter;
mod html;
mod inline;
mod marks;
mod notes;
mod read;
mod table;
mod write;
mod yaml;

#[cfg(test)]
mod tests;

pub use read::{MarkdownIn, from_markdown};
pub use write::body_to_markdown;
