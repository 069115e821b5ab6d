//! One desk's copy of a story.

use std::collections::HashMap;

use manuscript::{Batch, By, Decision, Manuscript, Peer, Step, content_hash, project};
use serde_json::{Value, json};

use crate::Refusal;

/// Who suggests, and when.
pub(crate) struct Signing {
    pub(crate) person: String,
    pub(crate) at: String,
}

impl Signing {
    fn by(&self) -> By<'_> {
        By {
            person: &self.person,
            at: &self.at,
        }
    }
}

pub(crate) struct Copy {
    manuscript: Manuscript,
    version: u64,
    /// Everything that made this copy, its own and others' updates.
    updates: Vec<Vec<u8>>,
    inbox: Vec<Vec<u8>>,
    /// How many of another copy's updates have been delivered here.
    delivered: HashMap<Peer, usize>,
    offers: u64,
    /// The open offer, the version it was made at, and the places in the inbox that it is made of.
    offer: Option<(u64, u64, Vec<usize>)>,
}

impl Copy {
    pub(crate) fn empty(peer: Peer) -> Self {
        Self::over(Manuscript::empty(peer))
    }

    fn over(manuscript: Manuscript) -> Self {
        Self {
            manuscript,
            version: 0,
            updates: Vec::new(),
            inbox: Vec::new(),
            delivered: HashMap::new(),
            offers: 0,
            offer: None,
        }
    }

    /// Another desk's copy that begins with all that is in this one.
    pub(crate) fn opened_as(&self, peer: Peer) -> Result<Self, Refusal> {
        let (manuscript, _) = Manuscript::load(peer, Some(&self.manuscript.checkpoint()), [])?;
        let mut copy = Self::over(manuscript);
        copy.updates.clone_from(&self.updates);
        copy.delivered
            .insert(self.manuscript.peer(), self.updates.len());
        Ok(copy)
    }

    pub(crate) fn opened(&self) -> Value {
        json!({"v": self.version, "fields": self.manuscript.text()})
    }

    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    pub(crate) fn updates(&self) -> &[Vec<u8>] {
        &self.updates
    }

    pub(crate) fn apply(&mut self, batches: &[Batch]) -> Result<Value, Refusal> {
        let update = self.manuscript.apply(batches)?;
        Ok(json!({"v": self.advance(update.0)}))
    }

    pub(crate) fn apply_suggesting(
        &mut self,
        batches: &[Batch],
        signing: &Signing,
    ) -> Result<Value, Refusal> {
        let update = self.manuscript.apply_suggesting(batches, signing.by())?;
        Ok(json!({"v": self.advance(update.0)}))
    }

    /// `fresh` are the ids that the suggestion may take, in this order.
    pub(crate) fn suggest(
        &mut self,
        direct: &Batch,
        signing: &Signing,
        newest: Option<&str>,
        fresh: Vec<String>,
    ) -> Result<Value, Refusal> {
        let mut fresh = fresh.into_iter();
        let mut next = || fresh.next().unwrap_or_else(|| "spent".to_owned());
        let step = self
            .manuscript
            .suggest(direct, signing.by(), newest, &mut next)?;
        Ok(json!({"v": self.advance(step.update.0), "batch": step.batch}))
    }

    pub(crate) fn suggestions(&self) -> Value {
        json!({"suggestions": self.manuscript.suggestions()})
    }

    pub(crate) fn decide(
        &mut self,
        sids: &[String],
        within: Option<&[String]>,
        decision: Decision,
    ) -> Result<Value, Refusal> {
        let sids: Vec<&str> = sids.iter().map(String::as_str).collect();
        let within: Option<Vec<&str>> =
            within.map(|blocks| blocks.iter().map(String::as_str).collect());
        let decided = self.manuscript.decide(&sids, within.as_deref(), decision)?;
        let v = self.advance(decided.step.update.0);
        Ok(json!({"v": v, "batch": decided.step.batch, "kept": decided.kept}))
    }

    pub(crate) fn walk(
        &mut self,
        walk: fn(&mut Manuscript) -> manuscript::Result<Option<Step>>,
    ) -> Result<Value, Refusal> {
        let Some(step) = walk(&mut self.manuscript)? else {
            return Ok(json!({"none": true}));
        };
        Ok(json!({"v": self.advance(step.update.0), "batch": step.batch}))
    }

    fn advance(&mut self, update: Vec<u8>) -> u64 {
        self.updates.extend((!update.is_empty()).then_some(update));
        self.version += 1;
        self.version
    }

    /// With a seed, updates come in another order and some of them twice.
    pub(crate) fn deliver(&mut self, from: Peer, updates: &[Vec<u8>], seed: Option<u64>) -> Value {
        let delivered = self.delivered.entry(from).or_default();
        let mut fresh: Vec<Vec<u8>> = updates.iter().skip(*delivered).cloned().collect();
        *delivered = updates.len();
        if let Some(seed) = seed {
            shuffle(&mut fresh, seed);
        }
        let queued = fresh.len();
        self.inbox.extend(fresh);
        json!({"queued": queued})
    }

    fn waiting(&self, places: impl IntoIterator<Item = usize>) -> Vec<&[u8]> {
        places
            .into_iter()
            .map(|place| self.inbox[place].as_slice())
            .collect()
    }

    pub(crate) fn peek(&mut self) -> Result<Value, Refusal> {
        let offer = self.manuscript.peek(&self.waiting(0..self.inbox.len()))?;
        if offer.taken.is_empty() {
            return Ok(json!({"none": true}));
        }
        self.offers += 1;
        self.offer = Some((self.offers, self.version, offer.taken));
        Ok(json!({"offer": self.offers, "batch": offer.batch}))
    }

    pub(crate) fn accept(&mut self, number: u64) -> Result<Value, Refusal> {
        let open = self
            .offer
            .take()
            .filter(|(offer, version, _)| (*offer, *version) == (number, self.version));
        let (_, _, taken) = open.ok_or_else(|| Refusal::new("offer", "this offer is not open"))?;
        let updates: Vec<Vec<u8>> = self
            .waiting(taken.iter().copied())
            .into_iter()
            .map(<[u8]>::to_vec)
            .collect();
        let slices: Vec<&[u8]> = updates.iter().map(Vec::as_slice).collect();
        self.manuscript.accept(&slices)?;
        let mut place = 0;
        self.inbox.retain(|_| {
            place += 1;
            !taken.contains(&(place - 1))
        });
        for update in updates {
            if !self.updates.contains(&update) {
                self.updates.push(update);
            }
        }
        self.version += 1;
        Ok(json!({"v": self.version}))
    }

    /// `hash` is null while a newer Stet's text is in the story.
    /// In bytes: the document with its whole history, and everything that made it as it came.
    pub(crate) fn weight(&self) -> Value {
        let log: usize = self.updates.iter().map(Vec::len).sum();
        json!({"checkpoint": self.manuscript.checkpoint().len(), "updates": self.updates.len(), "log": log})
    }

    pub(crate) fn read(&self) -> Value {
        let fields = self.manuscript.text();
        let hash = self
            .manuscript
            .reading()
            .map(|reading| content_hash(&reading).to_string());
        let projection = project(&fields).to_json();
        json!({"fields": fields, "hash": hash.ok(), "projection": projection, "inbox": self.inbox.len()})
    }
}

fn shuffle(updates: &mut Vec<Vec<u8>>, seed: u64) {
    let mut state = seed;
    let mut below = |bound: usize| (splitmix(&mut state) % bound.max(1) as u64) as usize;
    for _ in 0..updates.len() / 4 {
        let again = updates[below(updates.len())].clone();
        updates.push(again);
    }
    for last in (1..updates.len()).rev() {
        updates.swap(last, below(last + 1));
    }
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
