//! What was saved out of a damaged store, into one file: records, loose lines, attachments, drafts.

use super::check::check;
use super::files;
use super::pack::put_part;
use super::{TransferError, draft_lines};
use crate::domain::rule::Catalog;
use crate::store::{ContainerKind, ContainerWriter, PartKind, Salvaged, attachments};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// What is in the file, and what must be said of it.
#[derive(Debug, Default)]
pub struct Rescued {
    /// Those with records.
    pub sessions: usize,
    pub records: usize,
    pub drafts: usize,
    /// Lines behind a gap, by session.
    pub loose: Vec<(String, usize)>,
    /// Attachments that are gone or are no longer what the record says, by session.
    pub gone: Vec<(String, String)>,
}

/// Writes what was found in `store`. Attachments go with the records that name them.
pub fn pack_salvaged(
    found: Salvaged,
    store: &Path,
    catalog: &Arc<Catalog>,
    to: &mut dyn Write,
) -> Result<Rescued, TransferError> {
    let mut file = ContainerWriter::begin(to, ContainerKind::Salvage)?;
    let mut rescued = Rescued::default();
    for saved in found.sessions {
        let id = &saved.id;
        rescued.sessions += usize::from(!saved.records.is_empty());
        rescued.records += saved.records.len();
        put_part(&mut file, PartKind::Record, id, &saved.records)?;
        let lines: Vec<&[u8]> = saved.records.iter().map(Vec::as_slice).collect();
        // What a damaged record names beyond the damage is not known.
        if let Ok(ledger) = check(id, &lines, catalog)
            && let Some(meeting) = ledger.meeting()
        {
            let read = |sha256: &str| attachments::read(store, sha256);
            let (lines, gone) = files::lines(&read, &meeting.paper.attachments);
            rescued.gone.extend(gone.into_iter().map(|file| (id.clone(), file)));
            put_part(&mut file, PartKind::Files, id, &lines)?;
        }
        if !saved.loose.is_empty() {
            rescued.loose.push((id.clone(), saved.loose.len()));
        }
        put_part(&mut file, PartKind::Loose, id, &saved.loose)?;
    }
    for (session, texts) in found.drafts {
        rescued.drafts += texts.len();
        put_part(&mut file, PartKind::Drafts, &session, &draft_lines(texts))?;
    }
    file.finish()?;
    Ok(rescued)
}
