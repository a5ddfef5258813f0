//! What a supervising office asks: what is there, what is missing, what is overdue, figures, a word.
//!
//! Row-level security gives each role its own answer. Must not know today's date.

use super::connect::Archive;
use super::error::ArchiveError;
use crate::domain::hash::LineHash;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::keep::hash;
use strum::{IntoStaticStr, VariantArray};

/// Which sessions are asked for.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Of this place and those under it.
    pub place: Option<String>,
    /// Held from this day on.
    pub from: Option<NaiveDate>,
    /// And up to this day.
    pub to: Option<NaiveDate>,
}

/// The places of a scope: `$1` is a code, or NULL for all. It runs with the rights of whoever asks.
const UNDER: &str = "WITH RECURSIVE under AS (
        SELECT code FROM place WHERE CASE WHEN $1::text IS NULL
            THEN parent IS NULL OR parent NOT IN (SELECT code FROM place) ELSE code = $1 END
        UNION ALL SELECT p.code FROM place p JOIN under u ON p.parent = u.code) ";

/// Refuses a place that there is not, or that the role does not see.
fn known(archive: &mut Archive, place: Option<&str>) -> Result<(), ArchiveError> {
    let Some(code) = place else { return Ok(()) };
    archive.run(async |client| {
        let there = client.query_opt("SELECT 1 FROM place WHERE code = $1", &[&code]).await?;
        there.map(|_| ()).ok_or_else(|| ArchiveError::NoPlace(code.to_owned()))
    })
}

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    pub genesis: LineHash,
    pub place: String,
    pub place_name: String,
    pub id: String,
    pub date: NaiveDate,
    pub title: String,
    pub phase: String,
    pub lines: i32,
    pub head: LineHash,
    /// How many other histories of it are kept.
    pub branches: i64,
    /// The first line that does not follow from the rules.
    pub flaw: Option<i32>,
}

/// The sessions by day, place and id.
pub fn list(archive: &mut Archive, scope: &Scope) -> Result<Vec<Listed>, ArchiveError> {
    known(archive, scope.place.as_deref())?;
    let sql = format!(
        "{UNDER} SELECT r.genesis, r.place, p.name, r.id, r.day, s.title, s.phase, r.lines, r.head,
            (SELECT count(*) FROM branch b WHERE b.genesis = r.genesis), r.flaw
         FROM record r JOIN summary s USING (genesis) JOIN place p ON p.code = r.place
         WHERE r.place IN (SELECT code FROM under) AND r.day >= $2 AND r.day <= $3
         ORDER BY r.day, r.place, r.id, r.genesis"
    );
    let (from, to) = period(scope);
    let rows =
        archive.run(async |client| Ok(client.query(&sql, &[&scope.place, &from, &to]).await?))?;
    Ok(rows
        .iter()
        .map(|row| Listed {
            genesis: hash(row.get(0)),
            place: row.get(1),
            place_name: row.get(2),
            id: row.get(3),
            date: row.get(4),
            title: row.get(5),
            phase: row.get(6),
            lines: row.get(7),
            head: hash(row.get(8)),
            branches: row.get(9),
            flaw: row.get(10),
        })
        .collect())
}

/// The days of a scope; what is open goes as far as days go that the database has.
fn period(scope: &Scope) -> (NaiveDate, NaiveDate) {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    (scope.from.unwrap_or_else(|| day(1)), scope.to.unwrap_or_else(|| day(9999)))
}

/// A community that held fewer sessions than it owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    pub place: String,
    pub name: String,
    pub parent: Option<String>,
    pub held: i64,
}

/// The communities that held fewer than `least` sessions in the days of a scope.
pub fn missing(
    archive: &mut Archive,
    scope: &Scope,
    least: i64,
) -> Result<Vec<Missing>, ArchiveError> {
    known(archive, scope.place.as_deref())?;
    let sql = format!(
        "{UNDER}, had AS (SELECT place, count(*) AS held FROM summary
            WHERE day >= $2 AND day <= $3 AND held GROUP BY place)
         SELECT p.code, p.name, p.parent, coalesce(h.held, 0)
         FROM place p LEFT JOIN had h ON h.place = p.code
         WHERE p.level = 'community' AND p.code IN (SELECT code FROM under)
            AND coalesce(h.held, 0) < $4
         ORDER BY p.parent, p.code"
    );
    let (from, to) = period(scope);
    let rows = archive
        .run(async |client| Ok(client.query(&sql, &[&scope.place, &from, &to, &least]).await?))?;
    Ok(rows
        .iter()
        .map(|row| Missing {
            place: row.get(0),
            name: row.get(1),
            parent: row.get(2),
            held: row.get(3),
        })
        .collect())
}

/// An action that is not finished and was due before a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overdue {
    pub genesis: LineHash,
    pub place: String,
    pub place_name: String,
    pub session: String,
    pub no: i32,
    pub title: String,
    pub lead: String,
    pub due: NaiveDate,
    pub status: String,
}

/// What is overdue on a day, the longest first.
pub fn overdue(
    archive: &mut Archive,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<Overdue>, ArchiveError> {
    known(archive, scope.place.as_deref())?;
    let sql = format!(
        "{UNDER} SELECT a.genesis, a.place, p.name, (SELECT id FROM record r WHERE r.genesis = a.genesis),
            a.no, a.title, a.lead, a.due, a.status
         FROM action a JOIN place p ON p.code = a.place
         WHERE a.status NOT IN ('completed', 'rejected') AND a.due < $2
            AND a.place IN (SELECT code FROM under)
         ORDER BY a.due, a.place, a.genesis, a.no"
    );
    let rows =
        archive.run(async |client| Ok(client.query(&sql, &[&scope.place, &today]).await?))?;
    Ok(rows
        .iter()
        .map(|row| Overdue {
            genesis: hash(row.get(0)),
            place: row.get(1),
            place_name: row.get(2),
            session: row.get(3),
            no: row.get(4),
            title: row.get(5),
            lead: row.get(6),
            due: row.get(7),
            status: row.get(8),
        })
        .collect())
}

/// What figures are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(const_into_str, serialize_all = "snake_case")]
pub enum By {
    County,
    Town,
    Month,
    Tag,
}

impl By {
    const fn column(self) -> &'static str {
        match self {
            Self::County => "f.county",
            Self::Town => "f.town",
            Self::Month => "to_char(f.month, 'YYYY-MM')",
            Self::Tag => "t.name",
        }
    }
}

/// The figures of one county, month …
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub county: Option<String>,
    pub county_name: Option<String>,
    pub town: Option<String>,
    pub town_name: Option<String>,
    pub month: Option<String>,
    pub tag: Option<String>,
    pub sessions: i64,
    pub held: i64,
    pub invited: i64,
    pub came: i64,
    pub reached: i64,
    pub continued: i64,
    pub referred: i64,
    pub actions: i64,
    pub completed: i64,
    pub in_time: i64,
}

/// Figures by what is asked for; with a tag, people are those with it, and sessions those that had any.
pub fn figures(
    archive: &mut Archive,
    by: &[By],
    scope: &Scope,
) -> Result<Vec<Figure>, ArchiveError> {
    known(archive, scope.place.as_deref())?;
    let tagged = by.contains(&By::Tag);
    let column = |wanted: By| if by.contains(&wanted) { wanted.column() } else { "NULL::text" };
    let name = |wanted: By, name: &'static str| if by.contains(&wanted) { name } else { "NULL" };
    let people = if tagged { "t" } else { "f" };
    let join = if tagged {
        "JOIN participation t ON t.genesis = decode(f.genesis, 'hex') AND t.kind = 'tag'"
    } else {
        ""
    };
    let sql = format!(
        "{UNDER} SELECT {county}, min({county_name}), {town}, min({town_name}), {month}, {tag},
            count(*), count(*) FILTER (WHERE f.held), sum({people}.invited)::bigint,
            sum({people}.came)::bigint, sum(f.reached)::bigint, sum(f.continued)::bigint,
            sum(f.referred)::bigint, sum(f.actions)::bigint, sum(f.completed)::bigint,
            sum(f.in_time)::bigint
         FROM figures_session f {join}
         WHERE f.day >= $2 AND f.day <= $3 AND f.place IN (SELECT code FROM under)
         GROUP BY 1, 3, 5, 6 ORDER BY 1, 3, 5, 6",
        county = column(By::County),
        county_name = name(By::County, "f.county_name"),
        town = column(By::Town),
        town_name = name(By::Town, "f.town_name"),
        month = column(By::Month),
        tag = column(By::Tag),
    );
    let (from, to) = period(scope);
    let rows =
        archive.run(async |client| Ok(client.query(&sql, &[&scope.place, &from, &to]).await?))?;
    Ok(rows
        .iter()
        .map(|row| Figure {
            county: row.get(0),
            county_name: row.get(1),
            town: row.get(2),
            town_name: row.get(3),
            month: row.get(4),
            tag: row.get(5),
            sessions: row.get(6),
            held: row.get(7),
            invited: row.get(8),
            came: row.get(9),
            reached: row.get(10),
            continued: row.get(11),
            referred: row.get(12),
            actions: row.get(13),
            completed: row.get(14),
            in_time: row.get(15),
        })
        .collect())
}

/// A line of the minutes that has a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    pub genesis: LineHash,
    pub place: String,
    pub seq: i32,
    pub at: DateTime<Utc>,
    pub kind: String,
    pub text: String,
}

/// Lines with a word of at least two characters, those of the newest sessions first; names are masked
/// for those who may not see them.
pub fn search(
    archive: &mut Archive,
    word: &str,
    most: i32,
    scope: &Scope,
) -> Result<Vec<Found>, ArchiveError> {
    known(archive, scope.place.as_deref())?;
    let rows = archive.run(async |client| {
        Ok(client
            .query("SELECT * FROM search_lines($1, $2, $3)", &[&word, &most, &scope.place])
            .await?)
    })?;
    Ok(rows
        .iter()
        .map(|row| Found {
            genesis: hash(row.get(0)),
            place: row.get(1),
            seq: row.get(2),
            at: row.get(3),
            kind: row.get(4),
            text: row.get(5),
        })
        .collect())
}

/// That a record with this head has been taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    pub genesis: LineHash,
    pub head: LineHash,
    pub lines: i32,
}

pub fn receipts(archive: &mut Archive, scope: &Scope) -> Result<Vec<Receipt>, ArchiveError> {
    known(archive, scope.place.as_deref())?;
    let sql = format!(
        "{UNDER} SELECT genesis, head, lines FROM receipt
         WHERE place IN (SELECT code FROM under) ORDER BY genesis, lines, head"
    );
    let rows = archive.run(async |client| Ok(client.query(&sql, &[&scope.place]).await?))?;
    Ok(rows
        .iter()
        .map(|row| Receipt { genesis: hash(row.get(0)), head: hash(row.get(1)), lines: row.get(2) })
        .collect())
}

/// Notes who asked for what.
pub fn note(archive: &mut Archive, what: &str, about: &str) -> Result<(), ArchiveError> {
    archive.run(async |client| {
        client.execute("SELECT note_audit($1, $2)", &[&what, &about]).await?;
        Ok(())
    })
}
