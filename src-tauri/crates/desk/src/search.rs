//! Finding stories by their words.

use newsroom::StoryId;
use store::Query;

use crate::border::{Found, SearchRequest, SnippetPart};
use crate::room::Room;
use crate::view::rfc3339;
use crate::{Error, Result};

/// As many as a person looks through.
const LIMIT: u32 = 100;

impl Room {
    pub(crate) fn search(&mut self, request: &SearchRequest) -> Result<Vec<Found>> {
        let query = Query {
            text: request.query.clone(),
            section: request.section.clone(),
            by: request.by.clone(),
            state: request.state.clone(),
            limit: LIMIT,
        };
        self.store.read(|reader| {
            let mut found = Vec::new();
            for hit in reader.search().query(&query)? {
                let row = hit.row;
                let part = |piece: store::Piece| SnippetPart {
                    text: piece.text,
                    hit: piece.hit,
                };
                found.push(Found {
                    story: hit.story.to_string(),
                    slugline: row.slugline,
                    headline: row.headline,
                    section: row.section,
                    state: if row.live_state == "unpublished" {
                        row.desk_state
                    } else {
                        row.live_state
                    },
                    updated: rfc3339(row.updated_at),
                    snippet: hit.snippet.into_iter().map(part).collect(),
                });
            }
            Ok(found)
        })
    }

    /// The id of the one story that an id, the beginning of one, or a slugline names.
    pub(crate) fn find_story(&mut self, name: &str) -> Result<String> {
        let wanted = name.trim();
        if let Ok(id) = wanted.parse::<StoryId>() {
            return Ok(id.to_string());
        }
        self.store.read(|reader| {
            let digits = wanted.to_ascii_lowercase();
            let looks_like_an_id =
                digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            if looks_like_an_id && let Some(id) = reader.stories().by_prefix(&digits)? {
                return Ok(id.to_string());
            }
            let rows = reader.stories().list(&store::StoryFilter::default())?;
            let mut named = rows
                .iter()
                .filter(|row| row.slugline.eq_ignore_ascii_case(wanted));
            match (named.next(), named.next()) {
                (Some(one), None) => Ok(one.id.to_string()),
                (Some(_), Some(_)) => Err(Error::SeveralStories {
                    story: wanted.to_owned(),
                }),
                _ => Err(Error::NoSuchStory {
                    story: wanted.to_owned(),
                }),
            }
        })
    }
}
