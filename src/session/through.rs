//! A store that a host holds, for reading: the record comes from the host, so that it is whole and
//! of this moment; the rest from the files beside it. Every change is refused.

use super::host_client::HostClient;
use crate::domain::rule::Catalog;
use crate::domain::stamp::{By, Role};
use crate::i18n::Lang;
use crate::store::{Addition, Damage, Listed, Log, Records, SledLog, StoreError};
use std::path::PathBuf;
use std::sync::Arc;

/// The name under which a command reads; it appears nowhere.
const READER: &str = "reader";

#[derive(Debug)]
pub struct ThroughHost {
    dir: PathBuf,
    files: SledLog,
    lang: Lang,
    catalog: Arc<Catalog>,
}

impl ThroughHost {
    /// Opens the store in `dir`, which another process holds.
    pub fn open(dir: PathBuf, lang: Lang, catalog: Arc<Catalog>) -> Result<Self, StoreError> {
        let files = SledLog::open_read_only(&dir)?;
        Ok(Self { dir, files, lang, catalog })
    }
}

impl Log for ThroughHost {
    fn sessions(&self) -> Result<Vec<Listed>, StoreError> {
        self.files.sessions()
    }

    fn exists(&self, session: &str) -> bool {
        self.files.exists(session)
    }

    fn len(&self, session: &str) -> u64 {
        self.files.len(session)
    }

    fn append(
        &mut self,
        session: &str,
        first: u64,
        records: &[Vec<u8>],
        summary: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        self.files.append(session, first, records, summary)
    }

    fn append_all(&mut self, batch: &[Addition], records: Records<'_>) -> Result<(), StoreError> {
        self.files.append_all(batch, records)
    }

    fn first(&self, session: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.files.first(session)
    }

    fn origin(&self, session: &str) -> Option<String> {
        self.files.origin(session)
    }

    fn flaw(&self, session: &str) -> Option<String> {
        self.files.flaw(session)
    }

    fn put_summary(&mut self, session: &str, summary: &[u8]) -> Result<(), StoreError> {
        self.files.put_summary(session, summary)
    }

    fn read(&mut self, session: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        let by = By::new(READER, Role::Hall);
        let (lang, catalog) = (self.lang, Arc::clone(&self.catalog));
        let lines = |host_client: &HostClient| {
            let records = host_client.ledger().records().iter();
            records.map(|record| record.encode().map(String::into_bytes)).collect()
        };
        match HostClient::open(&self.dir, Some(session), &by, lang, catalog).map(|e| lines(&e)) {
            Ok(Ok(lines)) => Ok(lines),
            // Whoever holds the store is no host, or has just gone: the files have the record, too.
            Ok(Err(_)) | Err(_) => self.files.read(session),
        }
    }

    fn put_draft(&mut self, session: &str, name: &str, text: &str) -> Result<(), StoreError> {
        self.files.put_draft(session, name, text)
    }

    fn drafts(&mut self, session: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.files.drafts(session)
    }

    fn draft_sessions(&self) -> Result<Vec<String>, StoreError> {
        self.files.draft_sessions()
    }

    fn remove_draft(&mut self, session: &str, name: &str) -> Result<(), StoreError> {
        self.files.remove_draft(session, name)
    }

    fn attachment(&self, sha256: &str) -> Option<Vec<u8>> {
        self.files.attachment(sha256)
    }

    fn keep_attachment(&mut self, bytes: &[u8]) -> Result<String, StoreError> {
        self.files.keep_attachment(bytes)
    }

    fn damage(&self) -> &[Damage] {
        self.files.damage()
    }

    fn close(self: Box<Self>) {}
}
