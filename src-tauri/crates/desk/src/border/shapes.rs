//! Story shapes, as a newsroom keeps them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShapeView {
    pub name: String,
    /// Markdown.
    pub text: String,
    /// Whether this newsroom stated it; the others come with Stet.
    pub ours: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PutShapeRequest {
    pub name: String,
    /// Markdown.
    pub text: String,
}
