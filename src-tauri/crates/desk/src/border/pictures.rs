//! Pictures: what is known of one besides its bytes, which travel raw.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A picture that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureView {
    /// The hash of its bytes, by which texts name it.
    pub picture: String,
    pub media_type: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    pub bytes: u32,
}

/// A picture from a file, to stand at the end of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddFigureRequest {
    pub story: String,
    pub path: PathBuf,
    pub alt: String,
    pub caption: String,
    pub credit: String,
}
