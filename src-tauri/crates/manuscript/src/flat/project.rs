//! Flat text as blocks, for any text whatever.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::footnote::footnote_id;
use super::grid::{Grid, is_grid_key};
use super::notes::{is_note_like, sound_notes};
use super::path::{Container, Path};
use super::{Fields, HEAD, MARKER, OBJECT, Span, spans_of};
use crate::picture::PictureHash;
use crate::reading::Mark;
use crate::side::{Side, SidePart};
use crate::wire::{Attributes, Batch, Field};

/// A story's text as lines and blocks, with the identities that editing needs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Projection {
    pub kicker: Vec<Piece>,
    pub headline: Vec<Piece>,
    pub standfirst: Vec<Piece>,
    pub dateline: Vec<Piece>,
    pub body: Vec<Node>,
    /// Every text beside the body that has any, whether or not what it belongs to is in the body.
    pub(crate) sides: BTreeMap<Side, SideLine>,
    pub(crate) unknown: Vec<Unknown>,
}

/// A text beside the body, and what of it a newer Stet wrote: that matters only while the text shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SideLine {
    pub(crate) line: Vec<Piece>,
    pub(crate) unknown: Vec<Unknown>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Words {
        text: String,
        marks: Vec<Mark>,
        /// What is suggested about them, and the comments on them.
        notes: Attributes,
    },
    Footnote {
        id: String,
        notes: Attributes,
    },
    Object,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Leaf {
        /// `^` for the head block; nothing when the marker has no usable id.
        id: Option<String>,
        kind: Kind,
        /// The rows and columns of a table; none in any other block.
        grid: Grid,
        line: Vec<Piece>,
        /// What is suggested about the boundary and the kind, and the comments on it.
        notes: Attributes,
    },
    Container {
        kind: Container,
        cid: String,
        children: Vec<Node>,
    },
}

/// What a leaf block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Paragraph,
    /// 2 to 4.
    Heading(u8),
    PullQuote,
    Figure(PictureHash),
    /// Words that a merge put behind a table stay in it and show; its own are in its cells.
    Table,
    /// Words that a merge put behind a rule stay in it and show.
    Rule,
    /// Something that a newer Stet made: its words show, and the rest of it is kept as it is.
    Closed,
}

/// Something that a newer Stet wrote and this one shows only in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unknown {
    Block(String),
    Mark(String),
    Object(Field),
}

/// Reads a batch that makes a document from nothing.
pub fn project(fields: &Batch) -> Projection {
    project_fields(&spans_of(fields))
}

pub(crate) fn project_fields(fields: &Fields) -> Projection {
    let mut projection = Projection::default();
    let unknown = &mut projection.unknown;
    let none = Vec::new();
    let spans = |field: &Field| fields.get(field).unwrap_or(&none).as_slice();
    projection.kicker = line(&Field::Kicker, spans(&Field::Kicker), unknown);
    projection.headline = line(&Field::Headline, spans(&Field::Headline), unknown);
    projection.standfirst = line(&Field::Standfirst, spans(&Field::Standfirst), unknown);
    projection.dateline = line(&Field::Dateline, spans(&Field::Dateline), unknown);
    projection.body = body(spans(&Field::Body), unknown);
    for (field, spans) in fields {
        if let Field::Side(side) = field
            && !spans.is_empty()
        {
            let mut unknown = Vec::new();
            let line = line(field, spans, &mut unknown);
            projection
                .sides
                .insert(side.clone(), SideLine { line, unknown });
        }
    }
    projection
}

impl Kind {
    pub(crate) fn read(attributes: &Attributes) -> Self {
        if is_closed(attributes) {
            return Kind::Closed;
        }
        match attributes.get("b:type").and_then(Value::as_str) {
            Some("heading") => Kind::Heading(level(attributes.get("b:level"))),
            Some("pull") => Kind::PullQuote,
            Some("figure") => asset(attributes).map_or(Kind::Paragraph, Kind::Figure),
            Some("table") => Kind::Table,
            Some("hr") => Kind::Rule,
            _ => Kind::Paragraph,
        }
    }

    /// The value of `b:type`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Paragraph => "paragraph",
            Kind::Heading(_) => "heading",
            Kind::PullQuote => "pull",
            Kind::Figure(_) => "figure",
            Kind::Table => "table",
            Kind::Rule => "hr",
            Kind::Closed => "closed",
        }
    }

    /// The texts beside the body that a block of this kind has, the cells of a table apart.
    pub(crate) fn beside(self) -> &'static [SidePart] {
        match self {
            Kind::PullQuote => &[SidePart::By],
            Kind::Figure(_) => &[SidePart::Alt, SidePart::Credit],
            Kind::Paragraph | Kind::Heading(_) | Kind::Table | Kind::Rule | Kind::Closed => &[],
        }
    }

    pub(crate) fn is_name(name: &str) -> bool {
        matches!(
            name,
            "paragraph" | "heading" | "pull" | "figure" | "table" | "hr"
        )
    }
}

/// Whether a marker says what this version cannot read: a type that it does not know, or more of a table or a figure than it
/// knows. Nobody edits such a block here.
pub(crate) fn is_closed(attributes: &Attributes) -> bool {
    let is_new = |(key, value): (&String, &Value)| is_of_newer(key) && !value.is_null();
    match attributes.get("b:type").and_then(Value::as_str) {
        Some("table" | "figure") => attributes.iter().any(is_new),
        Some(kind) => !Kind::is_name(kind),
        None => false,
    }
}

/// Whether a key is one of a block that this version does not know.
pub(crate) fn is_of_newer(key: &str) -> bool {
    let known = matches!(key, "b:id" | "b:type" | "b:level" | "b:asset" | "b:p");
    key.starts_with("b:") && !known && !is_grid_key(key)
}

/// The picture that a marker names.
fn asset(attributes: &Attributes) -> Option<PictureHash> {
    attributes.get("b:asset")?.as_str()?.parse().ok()
}

fn level(value: Option<&Value>) -> u8 {
    match value.and_then(Value::as_f64) {
        Some(3.0) => 3,
        Some(4.0) => 4,
        _ => 2,
    }
}

/// The usable id of a marker.
pub(crate) fn id_of(attributes: &Attributes) -> Option<&str> {
    let id = attributes.get("b:id")?.as_str()?;
    (!id.is_empty() && id != HEAD).then_some(id)
}

fn marks_of(attributes: &Attributes, unknown: &mut Vec<Unknown>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (key, value) in attributes {
        match (key.as_str(), value) {
            ("code", Value::Bool(true)) => marks.push(Mark::Code),
            ("em", Value::Bool(true)) => marks.push(Mark::Em),
            ("strong", Value::Bool(true)) => marks.push(Mark::Strong),
            ("link", Value::String(href)) => marks.push(Mark::Link(href.clone())),
            ("code" | "em" | "strong" | "link", _) => {}
            // Block attributes that a merge spread over words, what makes an object, and notes say nothing here.
            (key, _) if key == "a" || key.starts_with("b:") || is_note_like(key) => {}
            (_, Value::Null) => {}
            (key, _) => unknown.push(Unknown::Mark(key.to_owned())),
        }
    }
    marks.sort();
    marks
}

fn push_words(line: &mut Vec<Piece>, words: &str, marks: &[Mark], beside: &Attributes) {
    if words.is_empty() {
        return;
    }
    match line.last_mut() {
        Some(Piece::Words {
            text,
            marks: last,
            notes,
        }) if last == marks && notes == beside => text.push_str(words),
        _ => line.push(Piece::Words {
            text: words.to_owned(),
            marks: marks.to_vec(),
            notes: beside.clone(),
        }),
    }
}

fn line(field: &Field, spans: &[Span], unknown: &mut Vec<Unknown>) -> Vec<Piece> {
    let mut line = Vec::new();
    for span in spans {
        push_span(&mut line, field, span, unknown);
    }
    line
}

fn push_span(line: &mut Vec<Piece>, field: &Field, span: &Span, unknown: &mut Vec<Unknown>) {
    let notes = sound_notes(&span.attributes);
    if !span.text.contains([MARKER, OBJECT]) {
        let marks = marks_of(&span.attributes, unknown);
        return push_words(line, &span.text, &marks, &notes);
    }
    for part in span.text.split_inclusive([MARKER, OBJECT]) {
        let words = part.trim_end_matches([MARKER, OBJECT]);
        if !words.is_empty() {
            let marks = marks_of(&span.attributes, unknown);
            push_words(line, words, &marks, &notes);
        }
        if words.len() < part.len() {
            let footnote = footnote_id(&span.attributes).filter(|_| *field == Field::Body);
            match footnote {
                Some(id) if part.ends_with(OBJECT) => line.push(Piece::Footnote {
                    id: id.to_owned(),
                    notes: notes.clone(),
                }),
                _ => {
                    unknown.push(Unknown::Object(field.clone()));
                    line.push(Piece::Object);
                }
            }
        }
    }
}

fn body(spans: &[Span], unknown: &mut Vec<Unknown>) -> Vec<Node> {
    let mut leaves: Vec<(Path, Node)> = Vec::new();
    if !spans.first().is_some_and(Span::is_marker) {
        leaves.push((
            Path::default(),
            leaf(Some(HEAD), Kind::Paragraph, &Attributes::new()),
        ));
    }
    for span in spans {
        if span.is_marker() {
            let attributes = &span.attributes;
            if is_closed(attributes) {
                let kind = attributes.get("b:type").and_then(Value::as_str);
                unknown.push(Unknown::Block(kind.unwrap_or_default().to_owned()));
            }
            let node = leaf(id_of(attributes), Kind::read(attributes), attributes);
            leaves.push((Path::read(span.attributes.get("b:p")), node));
        } else if let Some((_, Node::Leaf { line, .. })) = leaves.last_mut() {
            push_span(line, &Field::Body, span, unknown);
        }
    }
    nest(leaves)
}

fn leaf(id: Option<&str>, kind: Kind, attributes: &Attributes) -> Node {
    Node::Leaf {
        id: id.map(str::to_owned),
        kind,
        grid: match kind {
            Kind::Table => Grid::read(attributes),
            _ => Grid::default(),
        },
        line: Vec::new(),
        notes: sound_notes(attributes),
    }
}

/// Builds the containers that consecutive leaves share.
fn nest(leaves: Vec<(Path, Node)>) -> Vec<Node> {
    let mut top = Vec::new();
    let mut open: Vec<(Container, String, Vec<Node>)> = Vec::new();
    for (path, node) in leaves {
        let shared = open
            .iter()
            .zip(&path.0)
            .take_while(|((kind, cid, _), token)| (*kind, cid) == (token.0, &token.1));
        let shared = shared.count();
        close(&mut open, shared, &mut top);
        let fresh = path.0.into_iter().skip(shared);
        open.extend(fresh.map(|(kind, cid)| (kind, cid, Vec::new())));
        open.last_mut()
            .map_or(&mut top, |(_, _, children)| children)
            .push(node);
    }
    close(&mut open, 0, &mut top);
    top
}

fn close(open: &mut Vec<(Container, String, Vec<Node>)>, keep: usize, top: &mut Vec<Node>) {
    while open.len() > keep {
        let Some((kind, cid, children)) = open.pop() else {
            return;
        };
        let outer = open
            .last_mut()
            .map_or(&mut *top, |(_, _, children)| children);
        outer.push(Node::Container {
            kind,
            cid,
            children,
        });
    }
}

impl Projection {
    /// The form in which the window's projection is compared with this one: headline, standfirst, body and every text
    /// beside the body.
    pub fn to_json(&self) -> Value {
        json!({
            "headline": line_json(&self.headline),
            "standfirst": line_json(&self.standfirst),
            "body": self.body.iter().map(node_json).collect::<Vec<_>>(),
            "sides": self.sides.iter().map(|(side, text)| (side.to_string(), line_json(&text.line))).collect::<serde_json::Map<_, _>>(),
        })
    }
}

fn line_json(line: &[Piece]) -> Value {
    line.iter()
        .map(|piece| match piece {
            Piece::Object => json!({"obj": true}),
            Piece::Footnote { id, notes } => {
                json!({"note": id, "marks": marks_json(&[], notes)})
            }
            Piece::Words { text, marks, notes } => {
                json!({"text": text, "marks": marks_json(marks, notes)})
            }
        })
        .collect()
}

fn marks_json(marks: &[Mark], notes: &Attributes) -> Value {
    Value::Object(
        marks
            .iter()
            .map(|mark| (mark.name().to_owned(), mark.value()))
            .chain(notes.clone())
            .collect(),
    )
}

fn node_json(node: &Node) -> Value {
    match node {
        Node::Container {
            kind,
            cid,
            children,
        } => json!({
            "kind": kind.name(),
            "cid": cid,
            "children": children.iter().map(node_json).collect::<Vec<_>>(),
        }),
        Node::Leaf {
            id,
            kind,
            grid,
            line,
            notes,
        } => {
            let mut leaf = json!({"id": id, "type": kind.name(), "x": line_json(line)});
            if let Kind::Heading(level) = kind {
                leaf["level"] = json!(level);
            }
            if let Kind::Figure(picture) = kind {
                leaf["asset"] = json!(picture);
            }
            if *kind == Kind::Table {
                leaf["rows"] = json!(grid.rows);
                leaf["columns"] = json!(grid.columns);
            }
            if !notes.is_empty() {
                leaf["bm"] = json!(notes);
            }
            leaf
        }
    }
}

impl Mark {
    /// The key of this mark on flat text.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Mark::Code => "code",
            Mark::Em => "em",
            Mark::Link(_) => "link",
            Mark::Note(_) => "note",
            Mark::Strong => "strong",
        }
    }

    /// The value of this mark on flat text; a footnote's text is no mark there.
    pub(crate) fn value(&self) -> Value {
        match self {
            Mark::Link(href) => Value::String(href.clone()),
            Mark::Code | Mark::Em | Mark::Strong => Value::Bool(true),
            Mark::Note(_) => Value::Null,
        }
    }
}
