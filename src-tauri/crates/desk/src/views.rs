//! The views that each person has saved. They are kept on this laptop, inside the newsroom's encrypted file, because the
//! words that somebody looks for are nobody else's business; they travel nowhere.
//!
//! Not here: what a view lets through, which is the screen's.

use std::collections::BTreeSet;

use crate::border::SavedView;
use crate::room::Room;
use crate::{Error, Result};

impl Room {
    pub(crate) fn saved_views(&self) -> Result<Vec<SavedView>> {
        let key = self.views_key()?;
        let json = self
            .store
            .read(|reader| Ok::<_, Error>(reader.local().get(&key)?))?;
        Ok(json
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default())
    }

    /// Every view as it shall be from now on; a name stands once, where it stood first.
    pub(crate) fn keep_views(&mut self, views: Vec<SavedView>) -> Result<Vec<SavedView>> {
        let key = self.views_key()?;
        let mut names = BTreeSet::new();
        let named = |mut view: SavedView| {
            view.name = view.name.trim().to_owned();
            (!view.name.is_empty()).then_some(view)
        };
        let views: Vec<SavedView> = views
            .into_iter()
            .filter_map(named)
            .filter(|view| names.insert(view.name.clone()))
            .collect();
        let json = serde_json::to_vec(&views).expect("views are plain values");
        self.store
            .write(|writer| Ok::<_, Error>(writer.local_mut().set(&key, &json)?))?;
        Ok(views)
    }

    fn views_key(&self) -> Result<String> {
        Ok(format!("views/{}", self.seat()?.person))
    }
}
