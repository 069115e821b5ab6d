//! Pictures on their way into a newsroom and out of it.
//!
//! What comes in is one of three kinds of picture, and loses what it says about whoever took it, and where, before it is kept:
//! readers get these very bytes. Nothing is scaled or drawn anew.
//!
//! Not here: how pictures lie on the disk (`store`), and where they stand in a text.

mod clean;
mod exif;

use std::path::Path;

use manuscript::{Block, Inline, PictureHash, Reading, Run, pictures, plain};
use newsroom::{BareFigure, FigureLack};
use press::Pictures;

use crate::border::{AddFigureRequest, PictureView, Refused, StoryView};
use crate::room::Room;
use crate::view::story_id;
use crate::{Error, Result};

/// In bytes. A photographer's whole frame is no larger; a page with a larger one is of no use to readers.
pub(crate) const LARGEST_PICTURE: u64 = 20_000_000;

impl Room {
    /// Keeps a picture, cleaned; no story has it yet.
    pub(crate) fn add_picture(&mut self, bytes: &[u8]) -> Result<PictureView> {
        self.seat()?.key()?;
        let length = bytes.len() as u64;
        if length > LARGEST_PICTURE {
            return Err(Error::PictureTooLarge { bytes: length });
        }
        let (kind, cleaned) = clean::cleaned(bytes).ok_or(Error::NotAPicture)?;
        let size = imagesize::blob_size(&cleaned).map_err(|_| Error::NotAPicture)?;
        let picture = self.store.put_picture(&cleaned)?;
        let pixels = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        Ok(PictureView {
            picture: picture.to_string(),
            media_type: kind.media_type().to_owned(),
            width: pixels(size.width),
            height: pixels(size.height),
            bytes: pixels(cleaned.len()),
        })
    }

    /// A picture's bytes.
    pub(crate) fn picture(&self, picture: &str) -> Result<Vec<u8>> {
        let picture: PictureHash = picture.parse()?;
        self.picture_bytes(picture)
    }

    fn picture_bytes(&self, picture: PictureHash) -> Result<Vec<u8>> {
        let bytes = self.store.picture(picture)?;
        bytes.ok_or_else(|| Error::MediaMissing {
            path: picture.to_string(),
        })
    }

    /// Brings a picture in from a file and puts it at the end of a story, with its words.
    pub(crate) fn add_figure(&mut self, request: &AddFigureRequest) -> Result<StoryView> {
        let story = story_id(&request.story)?;
        let bytes = read_picture(&request.path)?;
        let added = self.add_picture(&bytes)?;
        let figure = Block::Figure {
            picture: added.picture.parse()?,
            caption: line(&request.caption),
            alt: line(&request.alt),
            credit: line(&request.credit),
        };
        self.open_text(&request.story)?;
        let edited = self.edit_open(story, |reading: &mut Reading| reading.body.push(figure));
        self.close_story(story)?;
        edited?;
        self.story(&request.story)
    }

    /// The pictures of a story, each with its bytes.
    pub(crate) fn pictures_of(&self, reading: &Reading) -> Result<Vec<(PictureHash, Vec<u8>)>> {
        let each = |picture| Ok((picture, self.picture_bytes(picture)?));
        pictures(reading).into_iter().map(each).collect()
    }

    /// Pictures that stories show and that are not here.
    pub(crate) fn missing_pictures(&self) -> Result<Vec<Refused>> {
        let mut missing = Vec::new();
        for story in self
            .store
            .read(|reader| Ok::<_, Error>(reader.log().stories()?))?
        {
            let head = self.load(story, self.fresh_peer())?;
            let shown = pictures(&head.reading).into_iter();
            missing.extend(
                shown
                    .filter(|picture| !self.store.has_picture(*picture))
                    .map(|picture| Refused {
                        code: "flaw-picture-missing".to_owned(),
                        params: [
                            ("story".to_owned(), head.furniture.slugline.clone()),
                            ("detail".to_owned(), picture.to_string()),
                        ]
                        .into(),
                    }),
            );
        }
        Ok(missing)
    }
}

/// What pictures are, for the names of their files.
pub(crate) fn kinds(pictures: &[(PictureHash, Vec<u8>)]) -> Pictures {
    let kind = |(picture, bytes): &(PictureHash, Vec<u8>)| Some((*picture, clean::kind(bytes)?));
    pictures.iter().filter_map(kind).collect()
}

/// Each figure that is without something, with the first thing that it is without.
pub(crate) fn bare_figures(reading: &Reading) -> Vec<BareFigure> {
    let mut figures = Vec::new();
    gather(&reading.body, &mut figures);
    let numbered = figures.into_iter().zip(1..);
    let bare = |(lacks, number): (Vec<FigureLack>, u32)| {
        lacks
            .into_iter()
            .map(move |lacks| BareFigure { number, lacks })
    };
    numbered.flat_map(bare).collect()
}

fn gather(blocks: &[Block], found: &mut Vec<Vec<FigureLack>>) {
    for block in blocks {
        match block {
            Block::Figure {
                caption,
                alt,
                credit,
                ..
            } => {
                let says_nothing = |line: &Inline| plain(line).trim().is_empty();
                let needs = [
                    (alt, FigureLack::Alt),
                    (caption, FigureLack::Caption),
                    (credit, FigureLack::Credit),
                ];
                let lacks = needs.into_iter().filter(|(line, _)| says_nothing(line));
                found.push(lacks.map(|(_, lack)| lack).collect());
            }
            Block::Bullets(items) | Block::Numbers { items, .. } => {
                items.iter().for_each(|item| gather(item, found));
            }
            Block::Quote(blocks) => gather(blocks, found),
            _ => {}
        }
    }
}

fn line(text: &str) -> Inline {
    let text = text.trim().to_owned();
    let run = Run {
        text,
        marks: Vec::new(),
    };
    (!run.text.is_empty()).then_some(run).into_iter().collect()
}

fn read_picture(path: &Path) -> Result<Vec<u8>> {
    let unreadable = |source| Error::FileUnreadable {
        path: path.display().to_string(),
        source,
    };
    let bytes = std::fs::metadata(path).map_err(unreadable)?.len();
    if bytes > LARGEST_PICTURE {
        return Err(Error::PictureTooLarge { bytes });
    }
    std::fs::read(path).map_err(unreadable)
}

#[cfg(test)]
mod tests;
