//! The schema, made and migrated: numbered files, forward only, each in one transaction.
//!
//! Thirty lines here instead of a library of migrations, whose tree is larger than the archive's own.
//! A file that was released is never changed: another follows it.

use super::connect::Archive;
use super::error::ArchiveError;
use tokio_postgres::Client;

const MIGRATIONS: [(i32, &str, &str); 5] = [
    (1, "tables", include_str!("migrations/0001_tables.sql")),
    (2, "access", include_str!("migrations/0002_access.sql")),
    (3, "questions", include_str!("migrations/0003_questions.sql")),
    (4, "search", include_str!("migrations/0004_search.sql")),
    (5, "keeping", include_str!("migrations/0005_keeping.sql")),
];

const VERSIONS: &str = "
    CREATE TABLE IF NOT EXISTS schema_version (
        version integer PRIMARY KEY CHECK (version > 0),
        name    text NOT NULL,
        made    timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE schema_version IS 'Which numbered files the schema was made of.';
    COMMENT ON COLUMN schema_version.version IS 'The number of the file.';
    COMMENT ON COLUMN schema_version.name IS 'Its name.';
    COMMENT ON COLUMN schema_version.made IS 'When it was run.';";

/// What `pg_advisory_lock` is given, so that two programs do not migrate at once.
const LOCK: i64 = 0x0079_6973_6869;

const fn newest() -> i32 {
    MIGRATIONS[MIGRATIONS.len() - 1].0
}

/// The version of the schema in the database; None where there is none.
async fn version(client: &Client) -> Result<Option<i32>, ArchiveError> {
    let there: bool =
        client.query_one("SELECT to_regclass('schema_version') IS NOT NULL", &[]).await?.get(0);
    if !there {
        return Ok(None);
    }
    Ok(client.query_one("SELECT max(version) FROM schema_version", &[]).await?.get(0))
}

/// What became of the schema.
#[derive(Debug)]
pub struct Made {
    /// How many files were run.
    pub steps: usize,
    pub version: i32,
    /// There are sessions from before these steps: their rows are to be made anew.
    pub stale: bool,
}

impl Archive {
    /// Makes the schema or brings it up to this program's.
    pub fn init(&mut self) -> Result<Made, ArchiveError> {
        self.run(async |client| {
            client.execute("SELECT pg_advisory_lock($1)", &[&LOCK]).await?;
            let have = version(client).await?.unwrap_or(0);
            if have > newest() {
                return Err(ArchiveError::Newer(have));
            }
            let mut run = 0;
            for (number, name, sql) in MIGRATIONS.iter().filter(|(number, ..)| *number > have) {
                let step = client.transaction().await?;
                step.batch_execute(VERSIONS).await?;
                step.batch_execute(sql).await?;
                step.execute(
                    "INSERT INTO schema_version (version, name) VALUES ($1, $2)",
                    &[number, name],
                )
                .await?;
                step.commit().await?;
                run += 1;
            }
            let any = client.query_one("SELECT EXISTS (SELECT FROM record)", &[]).await?;
            client.execute("SELECT pg_advisory_unlock($1)", &[&LOCK]).await?;
            Ok(Made { steps: run, version: newest(), stale: run > 0 && any.get(0) })
        })
    }

    /// Connects to an archive of just this program's version.
    pub fn open(url: &str) -> Result<Self, ArchiveError> {
        let mut archive = Self::connect(url)?;
        match archive.run(async |client| version(client).await)? {
            None => Err(ArchiveError::NotMade),
            Some(have) if have < newest() => Err(ArchiveError::Older(have)),
            Some(have) if have > newest() => Err(ArchiveError::Newer(have)),
            Some(_) => Ok(archive),
        }
    }
}
