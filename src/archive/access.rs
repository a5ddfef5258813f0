//! Who may see what. The rules stand in the schema (`migrations/0002_access.sql`): they hold for
//! whatever SQL a role sends, not only for this program.

use super::connect::Archive;
use super::error::ArchiveError;

/// Lets a database role see a place and what is under it; `names` also names, phones and whole records.
pub fn grant(
    archive: &mut Archive,
    role: &str,
    code: &str,
    names: bool,
) -> Result<(), ArchiveError> {
    archive.run(async |client| {
        let known = client
            .query_opt(
                "SELECT rolsuper OR rolbypassrls OR pg_has_role(r.oid, c.relowner, 'usage')
                 FROM pg_roles r, pg_class c WHERE rolname = $1 AND c.oid = 'record'::regclass",
                &[&role],
            )
            .await?;
        match known.map(|row| row.get::<_, bool>(0)) {
            None => return Err(ArchiveError::NoRole(role.to_owned())),
            Some(true) => return Err(ArchiveError::Above(role.to_owned())),
            Some(false) => {}
        }
        let place = client.query_opt("SELECT 1 FROM place WHERE code = $1", &[&code]).await?;
        if place.is_none() {
            return Err(ArchiveError::NoPlace(code.to_owned()));
        }
        let step = client.transaction().await?;
        step.execute("SELECT grant_place($1, $2, $3)", &[&role, &code, &names]).await?;
        step.commit().await?;
        Ok(())
    })
}
