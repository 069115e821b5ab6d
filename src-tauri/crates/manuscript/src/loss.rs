//! What an import could not keep as it was.
//!
//! Text that comes from outside is never refused because it is untidy; whatever has no place in a story is either kept
//! in a plainer form or named here with its words, so that a person sees it and nothing disappears in silence.
//! One enum serves every format, because the person who imports should meet the same names whatever the file was.
//!
//! Not here: the sentences for the screen; they belong to each `code`.

use serde::Serialize;

/// One thing that did not come through unchanged, with the words or address concerned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Loss {
    /// A line of the web page round the article (`Close`, `Share`) was left out.
    PageLineDropped { text: String },
    /// A heading for related stories stood there with none under it.
    RelatedEmpty { heading: String },
    /// Nothing in the text looks like a headline.
    NoHeadline,
    /// Nothing in the text looks like an author.
    NoAuthor,
    /// A picture became its alternative text.
    PictureAsText { alt: String, address: String },
    /// A picture or a film was left out: it would have to be fetched.
    PictureLeftOut { address: String },
    /// A link's address leads nowhere from a story, or to harm; its words stayed.
    LinkDropped { address: String },
    /// A comment of an office suite was left out.
    CommentLeftOut { text: String },
    /// Words that were deleted under tracked changes were left out.
    DeletionLeftOut { text: String },
    /// Colours of words or behind them were left out.
    ColoursDropped,
    /// HTML became the text that it shows.
    HtmlAsText { html: String },
    /// A code block became paragraphs of code.
    CodeBlockAsText { language: String },
    /// A table became one paragraph for each row.
    TableAsText { rows: usize },
    /// A footnote became words of the body, marked with its label.
    FootnoteAsText { label: String },
    /// Struck-out words came in as ordinary words.
    StrikethroughDropped { text: String },
    /// A heading took the nearest level that a story has.
    HeadingLevel { from: u8, to: u8 },
    /// A link's tooltip was left out.
    LinkTitleDropped { title: String },
    /// A field of the front matter has no place in a story.
    FieldDropped { field: String, value: String },
    /// The front matter could not be read; its text stands first in the body.
    FrontMatterAsText { line: usize },
}

impl Loss {
    /// The stable name of this kind of loss, the same as in its serialised form.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PageLineDropped { .. } => "page-line-dropped",
            Self::RelatedEmpty { .. } => "related-empty",
            Self::NoHeadline => "no-headline",
            Self::NoAuthor => "no-author",
            Self::PictureAsText { .. } => "picture-as-text",
            Self::PictureLeftOut { .. } => "picture-left-out",
            Self::LinkDropped { .. } => "link-dropped",
            Self::CommentLeftOut { .. } => "comment-left-out",
            Self::DeletionLeftOut { .. } => "deletion-left-out",
            Self::ColoursDropped => "colours-dropped",
            Self::HtmlAsText { .. } => "html-as-text",
            Self::CodeBlockAsText { .. } => "code-block-as-text",
            Self::TableAsText { .. } => "table-as-text",
            Self::FootnoteAsText { .. } => "footnote-as-text",
            Self::StrikethroughDropped { .. } => "strikethrough-dropped",
            Self::HeadingLevel { .. } => "heading-level",
            Self::LinkTitleDropped { .. } => "link-title-dropped",
            Self::FieldDropped { .. } => "field-dropped",
            Self::FrontMatterAsText { .. } => "front-matter-as-text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_name_on_the_wire() {
        for loss in [
            Loss::NoHeadline,
            Loss::RelatedEmpty {
                heading: "Related".into(),
            },
            Loss::TableAsText { rows: 1 },
        ] {
            let wire = serde_json::to_value(&loss).expect("a loss has only text and numbers");
            assert_eq!(
                wire["code"],
                loss.code(),
                "screens look a sentence up by either"
            );
        }
    }
}
