//! The attribute `a` of a footnote: its one spelling, so that both sides read any other as an unknown object.

use serde_json::Value;

use crate::side::is_id;
use crate::wire::Attributes;

const BEFORE: &str = r#"{"t":"fn","id":""#;
const AFTER: &str = r#""}"#;

/// The id of the footnote that an object with these attributes is.
pub(crate) fn footnote_id(attributes: &Attributes) -> Option<&str> {
    let written = attributes.get("a").and_then(Value::as_str)?;
    let id = written.strip_prefix(BEFORE)?.strip_suffix(AFTER)?;
    is_id(id).then_some(id)
}

/// The value of `a`.
pub(crate) fn footnote_attribute(id: &str) -> Value {
    Value::String(format!("{BEFORE}{id}{AFTER}"))
}
