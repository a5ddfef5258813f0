//! The places of the archive, and which of them a session belongs to.

use super::connect::Archive;
use super::error::ArchiveError;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use strum::{IntoStaticStr, VariantArray};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum Level {
    City,
    County,
    Town,
    Community,
}

impl Level {
    const fn rank(self) -> i16 {
        match self {
            Self::City => 1,
            Self::County => 2,
            Self::Town => 3,
            Self::Community => 4,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    pub code: String,
    pub name: String,
    pub parent: Option<String>,
    pub level: Level,
}

/// Puts places or changes those that are there, all or none; those that are not named stay. Each parent
/// must be of a higher level: callers have checked that where both stand in one file.
pub fn import(archive: &mut Archive, places: &[Place]) -> Result<(), ArchiveError> {
    let ranks: HashMap<&str, i16> =
        places.iter().map(|place| (place.code.as_str(), place.level.rank())).collect();
    archive.run(async |client| {
        let step = client.transaction().await?;
        let mut parents: Vec<Option<i16>> = Vec::new();
        for place in places {
            let Some(parent) = place.parent.as_deref() else {
                parents.push(None);
                continue;
            };
            let here = match ranks.get(parent) {
                Some(rank) => Some(*rank),
                None => step
                    .query_opt("SELECT rank FROM place WHERE code = $1", &[&parent])
                    .await?
                    .map(|row| row.get(0)),
            };
            parents.push(Some(here.ok_or_else(|| ArchiveError::NoPlace(parent.to_owned()))?));
        }
        step.execute(
            "INSERT INTO place (code, name, level, parent, parent_rank)
             SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int2[])
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level,
             parent = excluded.parent, parent_rank = excluded.parent_rank",
            &[
                &places.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(),
                &places.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
                &places.iter().map(|p| p.level.into_str()).collect::<Vec<_>>(),
                &places.iter().map(|p| p.parent.as_deref()).collect::<Vec<_>>(),
                &parents,
            ],
        )
        .await?;
        step.commit().await?;
        Ok(())
    })
}

/// All places that the role sees, in the order of the tree.
pub fn list(archive: &mut Archive) -> Result<Vec<Place>, ArchiveError> {
    let rows = archive.run(async |client| {
        Ok(client.query("SELECT code, name, parent, level FROM place ORDER BY code", &[]).await?)
    })?;
    let level = |key: &str| Level::VARIANTS.iter().copied().find(|level| level.into_str() == key);
    let places: Vec<Place> = rows
        .iter()
        .map(|row| Place {
            code: row.get(0),
            name: row.get(1),
            parent: row.get(2),
            level: level(row.get(3)).unwrap_or(Level::Community),
        })
        .collect();
    Ok(in_order(places))
}

/// Each place before those under it.
fn in_order(places: Vec<Place>) -> Vec<Place> {
    let known: std::collections::HashSet<String> =
        places.iter().map(|place| place.code.clone()).collect();
    let mut under: BTreeMap<Option<String>, Vec<Place>> = BTreeMap::new();
    for place in places {
        let parent = place.parent.clone().filter(|parent| known.contains(parent));
        under.entry(parent).or_default().push(place);
    }
    let mut ordered = Vec::new();
    let mut next = under.remove(&None).unwrap_or_default();
    next.reverse();
    while let Some(place) = next.pop() {
        let mut children = under.remove(&Some(place.code.clone())).unwrap_or_default();
        children.reverse();
        next.extend(children);
        ordered.push(place);
    }
    ordered
}

/// The places by what a folder or a host unit may call them.
#[derive(Debug, Default)]
pub struct Places {
    codes: HashMap<String, String>,
    names: HashMap<String, Option<String>>,
}

impl Places {
    pub fn of(places: &[Place]) -> Self {
        let mut all = Self::default();
        for place in places {
            all.codes.insert(place.code.clone(), place.name.clone());
            // A name that two places have names neither.
            let name =
                all.names.entry(place.name.clone()).or_insert_with(|| Some(place.code.clone()));
            if name.as_ref() != Some(&place.code) {
                *name = None;
            }
        }
        all
    }

    pub fn name(&self, code: &str) -> Option<&str> {
        self.codes.get(code).map(String::as_str)
    }

    /// The place that is meant by a code or a name that is unique.
    pub fn find(&self, text: &str) -> Option<&str> {
        match self.codes.get_key_value(text) {
            Some((code, _)) => Some(code),
            None => self.names.get(text)?.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, name: &str, parent: Option<&str>, level: Level) -> Place {
        Place { code: code.into(), name: name.into(), parent: parent.map(Into::into), level }
    }

    #[test]
    fn a_place_is_found_by_its_code_and_by_a_name_that_no_other_has() {
        let places = Places::of(&[
            place("a", "North", None, Level::County),
            place("b", "Bridge", Some("a"), Level::Community),
            place("c", "Bridge", Some("a"), Level::Community),
        ]);
        assert_eq!(places.find("b"), Some("b"));
        assert_eq!(places.find("North"), Some("a"));
        assert_eq!(places.find("Bridge"), None);
        assert_eq!(places.find("nowhere"), None);
    }

    #[test]
    fn a_place_stands_before_those_under_it_also_where_its_own_parent_is_not_seen() {
        let places = vec![
            place("1", "t", Some("9"), Level::Town),
            place("2", "x", Some("1"), Level::Community),
            place("9", "c", Some("0"), Level::County),
        ];
        let order: Vec<String> = in_order(places).into_iter().map(|place| place.code).collect();
        assert_eq!(order, ["9", "1", "2"]);
    }
}
