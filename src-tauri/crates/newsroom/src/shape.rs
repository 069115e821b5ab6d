//! Story shapes: what a kind of story usually has, for whoever begins one.
//!
//! A shape is headings and `TK` blanks in Markdown. The newsroom states each by name, whole; the latest statement wins
//! (`statements`). Not here: the shapes that come with Stet, and what a shape's text becomes (`desk`).

use minicbor::{Decode, Encode};

/// One shape, as it was stated.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct StoryShape {
    /// What people call it: `court`, `council`.
    #[n(0)]
    pub name: String,
    /// Markdown.
    #[n(1)]
    pub text: String,
    /// Kept, and offered no more.
    #[n(2)]
    pub retired: bool,
}
