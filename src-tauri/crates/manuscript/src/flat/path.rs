//! The containers that a block is inside of, as the marker's `b:p` names them.

use serde_json::Value;

use super::DEEPEST;

/// What can hold blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Container {
    Quote,
    Bullets,
    Numbers,
    Item,
}

impl Container {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Container::Quote => "quote",
            Container::Bullets => "ul",
            Container::Numbers => "ol",
            Container::Item => "li",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "quote" => Container::Quote,
            "ul" => Container::Bullets,
            "ol" => Container::Numbers,
            "li" => Container::Item,
            _ => return None,
        })
    }

    pub(crate) fn is_list(self) -> bool {
        matches!(self, Container::Bullets | Container::Numbers)
    }
}

/// From the outermost container inwards, each with its cid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Path(pub(crate) Vec<(Container, String)>);

impl Path {
    /// Reads `b:p`, skipping what is no valid path; see the rules of `flat`.
    pub(crate) fn read(value: Option<&Value>) -> Self {
        let tokens = tokens(value);
        let mut kept: Vec<(Container, String)> = Vec::new();
        for (kind, cid) in tokens {
            if kept.len() == DEEPEST {
                break;
            }
            let in_list = kept.last().is_some_and(|(last, _)| last.is_list());
            match (kind == Container::Item, in_list) {
                (true, false) => continue,
                (false, true) => {
                    kept.pop();
                }
                _ => {}
            }
            kept.push((kind, cid));
        }
        if kept.last().is_some_and(|(last, _)| last.is_list()) {
            kept.pop();
        }
        Path(kept)
    }

    /// Reads `b:p` only when every token of it counts.
    pub(crate) fn read_exactly(value: &Value) -> Option<Self> {
        let path = Self::read(Some(value));
        let written: Vec<String> = serde_json::from_str(value.as_str()?).ok()?;
        (path.tokens().eq(written)).then_some(path)
    }

    pub(crate) fn tokens(&self) -> impl Iterator<Item = String> {
        self.0
            .iter()
            .map(|(kind, cid)| format!("{}:{cid}", kind.name()))
    }

    /// The value of `b:p`, or nothing at the top level.
    pub(crate) fn write(&self) -> Option<Value> {
        let tokens: Vec<Value> = self.tokens().map(Value::String).collect();
        (!tokens.is_empty()).then(|| Value::String(Value::Array(tokens).to_string()))
    }
}

fn tokens(value: Option<&Value>) -> Vec<(Container, String)> {
    let list = value
        .and_then(Value::as_str)
        .and_then(|text| serde_json::from_str(text).ok());
    let Some(Value::Array(list)) = list else {
        return Vec::new();
    };
    list.iter()
        .filter_map(|token| {
            let (kind, cid) = token.as_str()?.split_once(':')?;
            (!cid.is_empty()).then_some((Container::from_name(kind)?, cid.to_owned()))
        })
        .collect()
}

/// The number that an ordered list starts with, which is part of its cid: `x1@5`. Without one, 1.
pub(crate) fn start_of(cid: &str) -> u32 {
    cid.rsplit_once('@')
        .and_then(|(_, start)| start.parse().ok())
        .unwrap_or(1)
}
