//! Pasting: what the clipboard holds, as blocks that the window puts in where the caret stands.
//!
//! Reading writes nothing; the paste itself is an edit like any other, made in the window. The desk reads because one
//! list of what a story may hold serves the clipboard, files and the command line.
//!
//! Not here: the list itself (`manuscript`), and whole articles (`bring_in`).

use std::collections::BTreeMap;

use manuscript::{Block, Loss, Manuscript, Reading, word_count};

use crate::border::{PasteRequest, PastedView, Refused};
use crate::{Error, Result};

/// The peer of a document that is thrown away after it has laid the blocks out.
const NOBODY: u64 = 1;

/// Reads what was pasted.
pub(crate) fn read_paste(request: &PasteRequest) -> Result<PastedView> {
    let html = request
        .html
        .as_deref()
        .filter(|html| !html.trim().is_empty());
    let (body, losses) = match html {
        Some(html) => {
            let read = manuscript::from_html(html)?;
            (read.reading.body, read.losses)
        }
        None => manuscript::from_pasted_text(&request.text),
    };
    view(body, &losses)
}

/// Blocks that came from anywhere, as a text of their own.
pub(crate) fn view(body: Vec<Block>, losses: &[Loss]) -> Result<PastedView> {
    let reading = Reading {
        body,
        ..Reading::default()
    };
    let mut manuscript = Manuscript::empty(NOBODY);
    manuscript.rewrite(&reading).map_err(Error::from)?;
    Ok(PastedView {
        fields: manuscript.text(),
        report: report(losses),
        words: u32::try_from(word_count(&reading)).unwrap_or(u32::MAX),
    })
}

/// How often each thing was left out or became plainer, in the order of the page.
fn report(losses: &[Loss]) -> Vec<Refused> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for loss in losses {
        let code = loss.code();
        match counted.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => counted.push((code, 1)),
        }
    }
    let line = |(code, count): (&str, usize)| Refused {
        code: code.to_owned(),
        params: BTreeMap::from([("count".to_owned(), count.to_string())])
            .into_iter()
            .collect(),
    };
    counted.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(html: Option<&str>, text: &str) -> PastedView {
        let request = PasteRequest {
            html: html.map(str::to_owned),
            text: text.to_owned(),
        };
        read_paste(&request).expect("what it shows comes in")
    }

    #[test]
    fn a_paste_says_what_was_left_out_and_how_often() {
        let html = "<p>One <img src=a><img src=b><a href='javascript:x'>two</a></p>";
        let pasted = pasted(Some(html), "One two");
        let said: Vec<String> = pasted
            .report
            .iter()
            .map(|line| format!("{} {}", line.code, line.params["count"]))
            .collect();
        assert_eq!(said, ["picture-left-out 2", "link-dropped 1"]);
        assert_eq!(pasted.words, 2);
    }

    #[test]
    fn without_html_the_text_is_read() {
        let words = |html, text| {
            let pasted = pasted(html, text);
            let projection = manuscript::project(&pasted.fields);
            (projection.body.len(), pasted.words)
        };
        assert_eq!(words(None, "one\n\ntwo three"), (2, 3), "paragraphs");
        assert_eq!(words(Some(" "), "## one\n\ntwo"), (2, 2), "no HTML at all");
    }
}
