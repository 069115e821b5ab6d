//! Why a story cannot be turned into files, or what was written is not what was approved.

/// A fact that stops the press; the words for people are chosen elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("no profile is called {name:?}")]
    UnknownProfile { name: String },
    /// `part` is `web_address`, `section`, `tags` or `authors`: each becomes a part of an address.
    #[error("the {part} {text:?} cannot be part of an address: {flaw}")]
    Unplaceable {
        part: &'static str,
        text: String,
        flaw: Flaw,
    },
    #[error("{field} is no RFC 3339 time: {text:?}")]
    NotATime { field: &'static str, text: String },
    /// Lists and quotations stand inside each other more than `limit` deep.
    #[error("blocks are nested more than {limit} deep")]
    NestedTooDeep { limit: usize },
    /// What kind of picture it is, and so its file's name, is not known here.
    #[error("picture {picture} is not here")]
    PictureMissing { picture: manuscript::PictureHash },
    /// The file at hand does not begin with front matter that ends.
    #[error("the page has no front matter")]
    NoFrontMatter,
    #[error("the front matter cannot be read: {reason}")]
    UnreadableFrontMatter { reason: String },
    #[error("the page is not UTF-8")]
    NotText,
    /// The site generator would run this instead of showing it.
    #[error("the page holds {what:?}, which the site would run")]
    WouldRun { what: String },
    #[error("{field} reads back as {found:?} instead of {expected:?}")]
    ReadBackDiffers {
        field: &'static str,
        expected: String,
        found: String,
    },
    /// Two stories would be one page.
    #[error("{path} already holds story {story}")]
    PlaceTaken { path: String, story: String },
    #[error("the manifest cannot be read: {reason}")]
    DamagedManifest { reason: String },
    #[error("the manifest is of version {version}, which a newer Stet wrote")]
    NewerManifest { version: u32 },
}

pub type Result<T> = std::result::Result<T, Error>;

/// What is wrong with a text that has to become the name of a folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("it is empty")]
    Empty,
    #[error("it has {characters} characters, more than {limit}")]
    TooLong { characters: usize, limit: usize },
    #[error("it holds {character:?}")]
    UnsafeCharacter { character: char },
    #[error("it leads to a folder above")]
    Climbs,
    /// A device name of Windows, or a folder that the site generator keeps for its own pages.
    #[error("the name is reserved")]
    Reserved,
}
