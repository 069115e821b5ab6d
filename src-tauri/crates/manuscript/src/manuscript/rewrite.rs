//! An edit by difference: what a person wrote elsewhere becomes the smallest edit here, so that history and the places
//! that others point at survive.

mod align;
mod body;
mod notes;
mod table;

use super::settings::furniture;
use super::suggest::records::order;
use super::suggest::{Suggested, lifted};
use super::{By, Manuscript, Step, Update};
use crate::delta::delta;
use crate::error::Result;
use crate::flat::{Span, settled_fields, words};
use crate::furniture::{CreditLine, Setting, web_address};
use crate::normal::normal;
use crate::reading::{Credit, Reading, Run};
use crate::wire::Field;

impl Manuscript {
    /// Makes the story read like this, and returns nothing when it does already. An empty web address says nothing: it
    /// stays as it is. Any other that the headline does not make is fixed.
    ///
    /// # Errors
    /// Those of [`Manuscript::reading`]: what has no reading here is not overwritten.
    pub fn rewrite(&mut self, to: &Reading) -> Result<Option<Update>> {
        let from = self.reading()?;
        let mut to = normal(to);
        let before = self.doc.oplog_vv();
        if let Some(text) = self.text_change(&from, &to) {
            let order = order(&self.doc);
            self.apply(&[lifted(&self.fields(), &order, &text, Suggested::Overruled)])?;
        }
        let now = furniture(&self.doc);
        if to.web_address.is_empty() {
            to.web_address.clone_from(&now.web_address);
        }
        let settings = self.settings_for(&to);
        self.set(&settings)?;
        let update = self.added_since(&before)?;
        Ok((!update.is_empty()).then_some(update))
    }

    /// Suggests the text that would make the story read like this, each place of it by itself, and returns nothing when
    /// it does already. What is no text cannot be suggested; it stays as it is.
    ///
    /// # Errors
    /// Those of [`Manuscript::rewrite`].
    pub fn suggest_rewrite(
        &mut self,
        to: &Reading,
        by: By<'_>,
        fresh: &mut dyn FnMut() -> String,
    ) -> Result<Option<Step>> {
        let from = self.reading()?;
        let Some(text) = self.text_change(&from, &normal(to)) else {
            return Ok(None);
        };
        let direct = lifted(&self.fields(), &order(&self.doc), &text, Suggested::Kept);
        self.suggest_by_place(&direct, by, fresh).map(Some)
    }

    /// How the text that readers have differs; suggestions are no part of it.
    fn text_change(&self, from: &Reading, to: &Reading) -> Option<crate::wire::Batch> {
        let before = settled_fields(&self.fields(), &order(&self.doc));
        let mut after = before.clone();
        let lines = [
            (Field::Kicker, &from.kicker, &to.kicker),
            (Field::Headline, &from.headline, &to.headline),
            (Field::Standfirst, &from.standfirst, &to.standfirst),
            (Field::Dateline, &from.dateline, &to.dateline),
        ];
        for (field, _, new) in lines.into_iter().filter(|(_, old, new)| old != new) {
            after.insert(field, line(new));
        }
        if from.body != to.body {
            let mut fresh = self.fresh_ids();
            after.extend(body::rewritten(&before, &to.body, &mut fresh));
        }
        let batch = delta(&before, &after);
        (!batch.0.is_empty()).then_some(batch)
    }

    /// Ids that no block here has or had: the count of what this peer wrote so far is part of them.
    fn fresh_ids(&self) -> impl FnMut() -> String {
        let written = self
            .doc
            .oplog_vv()
            .get(&self.peer)
            .copied()
            .unwrap_or_default();
        let (peer, mut number) = (self.peer, 0);
        let taken = self.ids.clone();
        move || loop {
            number += 1;
            let id = format!("{peer}-r{written}-{number}");
            if !taken.contains(&id) {
                return id;
            }
        }
    }

    fn settings_for(&self, to: &Reading) -> Vec<Setting> {
        let now = furniture(&self.doc);
        let mut settings = vec![
            Setting::Section(to.section.clone()),
            Setting::Language(to.language.clone()),
            Setting::Byline(to.byline.clone()),
            Setting::Credits(credits(&now.credits, &to.credits)),
            Setting::Tags(to.tags.clone()),
            Setting::Related(to.related.clone()),
            Setting::Corrections(to.corrections.clone()),
        ];
        let follows = !now.web_address_fixed && web_address(&words(&to.headline)) == to.web_address;
        if !follows && now.web_address != to.web_address {
            settings.push(Setting::WebAddress(to.web_address.clone()));
        }
        settings
    }
}

/// A line's runs as flat text; it has no footnotes.
fn line(runs: &[Run]) -> Vec<Span> {
    runs.iter().map(span).collect()
}

fn span(run: &Run) -> Span {
    Span {
        text: run.text.clone(),
        attributes: run
            .marks
            .iter()
            .map(|mark| (mark.name().to_owned(), mark.value()))
            .collect(),
    }
}

/// The printed credits, each with the person who stood behind it so far.
fn credits(now: &[CreditLine], printed: &[Credit]) -> Vec<CreditLine> {
    let mut left: Vec<&CreditLine> = now.iter().collect();
    let mut take = |same: &dyn Fn(&Credit) -> bool| {
        let at = left.iter().position(|line| same(&line.printed))?;
        Some(left.remove(at).person.clone())
    };
    let same_person =
        |a: &Credit, b: &Credit| a.name == b.name && (a.slug == b.slug || b.slug.is_empty());
    let lines = printed.iter().map(|credit| CreditLine {
        person: take(&|there| there == credit)
            .or_else(|| take(&|there| same_person(there, credit)))
            .flatten(),
        printed: credit.clone(),
    });
    lines.collect()
}
