//! What HTML's elements are to a reader of words: which begin a new line, which only dress words, which nobody sees.
//!
//! Not here: what a style sheet would make of them; pasted HTML comes without its page.

/// How an element stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Begins and ends a line.
    Block,
    /// Stands inside a line; one that is not known is such.
    Phrase,
    /// Has no content: never closed.
    Void,
    /// The page itself; its tags say nothing.
    Page,
}

pub(super) fn standing(name: &str) -> Standing {
    match name {
        "address" | "article" | "aside" | "blockquote" | "caption" | "center" | "dd"
        | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption"
        | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header"
        | "hgroup" | "legend" | "li" | "listing" | "main" | "menu" | "nav" | "ol" | "p" | "pre"
        | "search" | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th"
        | "thead" | "tr" | "ul" | "xmp" => Standing::Block,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr"
        | "img" | "image" | "input" | "keygen" | "link" | "meta" | "param" | "source" | "track"
        | "wbr" => Standing::Void,
        "html" | "body" | "head" => Standing::Page,
        _ => Standing::Phrase,
    }
}

/// Elements that go on after a block which closed over them: `<p><b>one<p>two` is bold twice.
pub(super) fn goes_on(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Elements whose end tags outside do not reach in.
pub(super) fn is_wall(name: &str) -> bool {
    matches!(
        name,
        "table" | "td" | "th" | "caption" | "object" | "button" | "template"
    )
}

pub(super) fn is_list(name: &str) -> bool {
    matches!(name, "ul" | "ol" | "menu" | "dir")
}

/// The level of a heading element.
pub(super) fn heading(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}
