//! From an approved reading to the files of a site.

use manuscript::{Block, PictureHash, Reading, pictures};

use crate::markdown::markdown;
use crate::picture::file_name;
use crate::place::{page_path, term};
use crate::printed::printed;
use crate::{Error, FrontMatter, Pictures, PublicationRecord, Result, TargetSettings};

/// Deeper nesting than any page shows; it also keeps a hostile story from exhausting the stack.
const DEEPEST: usize = 32;

/// One file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Relative to the target's folder, `/` between names.
    pub path: String,
    pub content: FileContent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileContent {
    Inline(Vec<u8>),
    /// Media by the blake3 of their bytes.
    Media([u8; 32]),
}

/// The files of a published story. The bytes follow from these three values alone.
///
/// # Errors
/// [`Error::Unplaceable`], [`Error::NotATime`] or [`Error::NestedTooDeep`]; `validate` finds them beforehand.
/// [`Error::PictureMissing`] when the record does not know a picture of the story.
pub fn plan(
    reading: &Reading,
    record: &PublicationRecord,
    settings: &TargetSettings,
) -> Result<Vec<PlannedFile>> {
    let front_matter = FrontMatter::of(reading, record)?;
    page(reading, &front_matter, &record.pictures, settings)
}

/// The files of a copy that is not for readers, marked `draft: true` and without times.
///
/// # Errors
/// As [`plan`].
pub fn working_copy(
    reading: &Reading,
    pictures: &Pictures,
    settings: &TargetSettings,
) -> Result<Vec<PlannedFile>> {
    let front_matter = FrontMatter::of_working_copy(reading)?;
    page(reading, &front_matter, pictures, settings)
}

fn page(
    reading: &Reading,
    front_matter: &FrontMatter,
    known: &Pictures,
    settings: &TargetSettings,
) -> Result<Vec<PlannedFile>> {
    let path = page_path(settings.profile, reading)?;
    check_terms(front_matter)?;
    check_depth(&reading.body)?;
    let habits = settings.profile.habits();
    let head = front_matter.to_yaml();
    let body = markdown(&printed(&reading.body, habits), habits, known);
    let content = FileContent::Inline(format!("{head}\n{body}").into_bytes());
    // The pictures first: a page never shows one that is not there yet.
    let mut files = beside(&path, reading, known)?;
    files.push(PlannedFile { path, content });
    Ok(files)
}

/// The pictures of a page, in its folder.
fn beside(page: &str, reading: &Reading, known: &Pictures) -> Result<Vec<PlannedFile>> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = |picture: PictureHash| match known.contains_key(&picture) {
        true => Ok(PlannedFile {
            path: format!("{folder}/{}", file_name(picture, known)),
            content: FileContent::Media(picture.0),
        }),
        false => Err(Error::PictureMissing { picture }),
    };
    pictures(reading).into_iter().map(file).collect()
}

/// A site makes a page that lists stories of each section, tag and author.
fn check_terms(front_matter: &FrontMatter) -> Result<()> {
    let FrontMatter {
        categories,
        tags,
        authors,
        ..
    } = front_matter;
    let parts = [
        ("section", categories),
        ("tags", tags),
        ("authors", authors),
    ];
    let mut terms = parts
        .iter()
        .flat_map(|(part, texts)| texts.iter().map(|text| (*part, text)));
    terms.try_for_each(|(part, text)| term(part, text))
}

pub(crate) fn check_depth(body: &[Block]) -> Result<()> {
    let mut level: Vec<&Block> = body.iter().collect();
    for _ in 0..=DEEPEST {
        if level.is_empty() {
            return Ok(());
        }
        level = level.into_iter().flat_map(inside).collect();
    }
    Err(Error::NestedTooDeep { limit: DEEPEST })
}

fn inside(block: &Block) -> Vec<&Block> {
    match block {
        Block::Quote(blocks) => blocks.iter().collect(),
        Block::Bullets(items) | Block::Numbers { items, .. } => items.iter().flatten().collect(),
        Block::Paragraph(_)
        | Block::Heading { .. }
        | Block::PullQuote { .. }
        | Block::Figure { .. }
        | Block::Table { .. }
        | Block::Rule => {
            vec![]
        }
    }
}

#[cfg(test)]
mod tests;
