//! The store and the user's folder: what is there, whether it is whole, how much room is left.

use super::Finding;
use crate::cli::environment::Environment;
use crate::i18n::{Lang, doctor as text, site as site_text, store as store_text};
use crate::store::{SledLog, StoreError, is_there, site};
use std::path::Path;

/// Below this a meeting should not be begun; below the second it cannot be.
const LITTLE_MB: u64 = 500;
const TOO_LITTLE_MB: u64 = 20;

pub(super) fn findings(place: &Environment) -> Vec<Finding> {
    let lang = place.lang;
    let mut list = Vec::new();
    // What is something else is told by opening it.
    if is_there(&place.store).unwrap_or(true) {
        list.extend(health(lang, &place.store));
    } else {
        list.push(Finding::good(text::no_store(lang, place.store.display())));
    }
    list.extend(space(lang, &place.store));
    let found = site(&place.store);
    list.extend(found.map(|site| {
        let said = site_text::site_text(lang, site, place.store.display());
        Finding::warn(said, site_text::site_do(lang))
    }));
    #[cfg(windows)]
    list.extend(who_may_enter(lang, &place.store));
    list
}

/// Unix is closed by every opening of the store; Windows is asked.
#[cfg(windows)]
fn who_may_enter(lang: Lang, dir: &Path) -> Option<Finding> {
    use crate::store::acl;
    if !dir.exists() {
        return None;
    }
    let advice = || site_text::open_do(lang, dir.display());
    Some(match acl::who_else(dir) {
        Some(others) if others.is_empty() => Finding::good(site_text::closed(lang)),
        Some(others) => {
            let said = site_text::open_to(lang, dir.display(), others.join(" "));
            Finding::warn(said, advice())
        }
        None => Finding::warn(site_text::open_unknown(lang, dir.display()), advice()),
    })
}

/// Opens the store as every command does, and tells what was found damaged.
fn health(lang: Lang, dir: &Path) -> Vec<Finding> {
    use crate::store::Log as _;
    let (log, held) = match SledLog::open(dir) {
        Ok(log) => (Ok(log), None),
        Err(StoreError::InUse { holder, .. }) => (SledLog::open_read_only(dir), Some(holder)),
        Err(error) => (Err(error), None),
    };
    let log = match log {
        Ok(log) => log,
        Err(error) => {
            let said = store_text::store_error_text(lang, &error);
            return vec![Finding::bad(said, text::store_do(lang))];
        }
    };
    let mut list = Vec::new();
    match log.sessions() {
        Ok(sessions) => {
            list.push(Finding::good(text::store_good(lang, dir.display(), sessions.len())));
        }
        Err(error) => {
            let said = store_text::store_error_text(lang, &error);
            list.push(Finding::bad(said, text::store_do(lang)));
        }
    }
    if let Some(holder) = held {
        let holder = holder.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
        list.push(Finding::good(text::store_held(lang, holder)));
    }
    let damage = log.damage().iter();
    list.extend(
        damage.map(|damage| {
            Finding::warn(store_text::damage_text(lang, damage), text::damage_do(lang))
        }),
    );
    list
}

/// The room left where the store is, or will be.
fn space(lang: Lang, dir: &Path) -> Option<Finding> {
    let there = dir.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    let left = fs2::available_space(there).ok()? >> 20;
    let said = text::space(lang, left);
    Some(if left < TOO_LITTLE_MB {
        Finding::bad(said, text::space_do(lang))
    } else if left < LITTLE_MB {
        Finding::warn(said, text::space_do(lang))
    } else {
        Finding::good(said)
    })
}

/// The user's own files: every fault in them, each with its place.
pub(super) fn config(place: &Environment) -> Vec<Finding> {
    let lang = place.lang;
    let Some(folder) = place.config() else {
        return vec![Finding::warn(text::no_config_folder(lang), text::no_config_folder_do(lang))];
    };
    let faults = place.own_faults();
    if faults.is_empty() {
        return vec![Finding::good(text::config_good(lang, folder.display()))];
    }
    faults.into_iter().map(|said| Finding::warn(said, text::config_do(lang))).collect()
}
