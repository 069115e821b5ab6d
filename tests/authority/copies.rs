//! All copies of all stories, and what can be asked of them.

use std::collections::HashMap;

use manuscript::{Batch, Manuscript, Peer, project};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Refusal;
use crate::copy::{Copy, Signing};

#[derive(Default)]
pub(crate) struct Copies(HashMap<(String, Peer), Copy>);

impl Copies {
    pub(crate) fn answer(&mut self, request: &Value) -> Result<Value, Refusal> {
        match request["call"].as_str().unwrap_or_default() {
            "open" => self.open(request),
            "close" => self.close(request),
            "deliver" => self.deliver(request),
            "project" => Ok(json!({"projection": project(&read(request, "fields")?).to_json()})),
            "apply" => {
                let batches: Vec<Batch> = read(request, "batches")?;
                self.current(request)?.apply(&batches)
            }
            "apply_suggesting" => {
                let (batches, signing): (Vec<Batch>, _) =
                    (read(request, "batches")?, signing(request)?);
                self.current(request)?.apply_suggesting(&batches, &signing)
            }
            "suggest" => {
                let (direct, signing): (Batch, _) = (read(request, "direct")?, signing(request)?);
                let newest = request["newest"].as_str();
                let fresh = read(request, "fresh")?;
                self.current(request)?
                    .suggest(&direct, &signing, newest, fresh)
            }
            "suggestions" => {
                let key = key(request, "peer")?;
                Ok(self.copy(&key)?.suggestions())
            }
            "decide" => {
                let sids: Vec<String> = read(request, "sids")?;
                let within: Option<Vec<String>> = read(request, "within")?;
                let decision = read(request, "how")?;
                self.current(request)?
                    .decide(&sids, within.as_deref(), decision)
            }
            "peek" => self.current(request)?.peek(),
            "accept" => {
                let offer = read(request, "offer")?;
                self.current(request)?.accept(offer)
            }
            "undo" => self.current(request)?.walk(Manuscript::undo),
            "redo" => self.current(request)?.walk(Manuscript::redo),
            "weigh" => {
                let key = key(request, "peer")?;
                Ok(self.copy(&key)?.weight())
            }
            "read" => {
                let key = key(request, "peer")?;
                Ok(self.copy(&key)?.read())
            }
            other => Err(Refusal::new("unknown-call", other)),
        }
    }

    fn open(&mut self, request: &Value) -> Result<Value, Refusal> {
        let key = key(request, "peer")?;
        if !self.0.contains_key(&key) {
            let copy = match request["from_peer"].as_str() {
                Some(_) => {
                    let from = self::key(request, "from_peer")?;
                    self.copy(&from)?.opened_as(key.1)?
                }
                None => Copy::empty(key.1),
            };
            self.0.insert(key.clone(), copy);
        }
        Ok(self.copy(&key)?.opened())
    }

    /// Forgets all copies of a story: a long run makes more of them than fit into memory.
    fn close(&mut self, request: &Value) -> Result<Value, Refusal> {
        let story: String = read(request, "story")?;
        self.0.retain(|(kept, _), _| *kept != story);
        Ok(json!({}))
    }

    fn deliver(&mut self, request: &Value) -> Result<Value, Refusal> {
        let (to, from) = (key(request, "peer")?, key(request, "from_peer")?);
        let seed = request["shuffle_seed"].as_u64();
        let updates = self.copy(&from)?.updates().to_vec();
        Ok(self.copy(&to)?.deliver(from.1, &updates, seed))
    }

    fn copy(&mut self, key: &(String, Peer)) -> Result<&mut Copy, Refusal> {
        let missing = || Refusal::new("not-open", format!("{} {}", key.0, key.1));
        self.0.get_mut(key).ok_or_else(missing)
    }

    /// The copy that a request means, when it speaks of the present version.
    fn current(&mut self, request: &Value) -> Result<&mut Copy, Refusal> {
        let asked = request["v"].as_u64();
        let copy = self.copy(&key(request, "peer")?)?;
        if asked != Some(copy.version()) {
            return Err(Refusal::new(
                "version",
                format!("it is {} now", copy.version()),
            ));
        }
        Ok(copy)
    }
}

fn signing(request: &Value) -> Result<Signing, Refusal> {
    Ok(Signing {
        person: read(request, "person")?,
        at: read(request, "at")?,
    })
}

fn key(request: &Value, peer: &str) -> Result<(String, Peer), Refusal> {
    let number = request[peer].as_str().and_then(|peer| peer.parse().ok());
    let number =
        number.ok_or_else(|| Refusal::new("malformed", format!("{peer} is a decimal string")))?;
    Ok((read(request, "story")?, number))
}

fn read<T: DeserializeOwned>(request: &Value, name: &str) -> Result<T, Refusal> {
    let value = request.get(name).cloned().unwrap_or(Value::Null);
    serde_json::from_value(value)
        .map_err(|error| Refusal::new("malformed", format!("{name}: {error}")))
}
