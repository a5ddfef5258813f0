//! Who sees what, tried with SQL by hand, and what the questions answer.

use super::*;
use serde_json::Value;

/// An archive with a session in every community.
fn filled() -> Office {
    let office = Office::new();
    let mut bundles = Vec::new();
    for place in COMMUNITIES {
        let mut laptop = Laptop::held(&format!("S{place}"));
        laptop.acts(&["note \"甲说了电话13812345678\""]);
        bundles.push((place, place, laptop.bundle()));
    }
    office.take(&office.folder("in", &bundles));
    office
}

/// Every table and view that there is, with its columns of places.
const RELATIONS: &str = "SELECT c.relname, string_agg(a.attname, ',') FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('place', 'code', 'county', 'town', 'genesis')
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') GROUP BY 1";

#[test]
fn a_role_reads_nothing_of_another_place_whatever_sql_it_sends() {
    if !server::is_there() {
        return;
    }
    let office = filled();
    for (names, scope) in [(false, "11"), (true, "112"), (false, "1222")] {
        let role = office.database.role(&format!("reader{scope}"));
        let mut grant = vec!["grant", &role, scope];
        if names {
            grant.push("--names");
        }
        office.ok(&grant);
        let foreign: Vec<&str> =
            COMMUNITIES.into_iter().filter(|code| !code.starts_with(scope)).collect();
        for relation in office.database.sql(RELATIONS).lines() {
            let (table, columns) = relation.split_once('|').unwrap();
            for column in columns.split(',').filter(|column| *column != "genesis") {
                let sql = format!("SELECT DISTINCT {column} FROM {table}");
                let Ok(seen) = office.database.sql_of(&role, &sql) else { continue };
                for code in seen
                    .lines()
                    .filter(|code| column != "county" && column != "town" && !code.is_empty())
                {
                    assert!(code.starts_with(scope), "{sql} by {scope}: {code}");
                }
            }
            let genesis = format!("SELECT count(DISTINCT genesis) FROM {table}");
            if columns.contains("genesis")
                && let Ok(seen) = office.database.sql_of(&role, &genesis)
            {
                let own = format!("{genesis} WHERE place LIKE '{scope}%'");
                assert_eq!(seen, office.database.sql(&own), "{genesis} by {scope}");
            }
        }
        // Functions that would tell what a filter saw, and ways round.
        let spy = "CREATE FUNCTION pg_temp.spy(text) RETURNS bool LANGUAGE plpgsql COST 0.0001 AS
            $$ BEGIN RAISE NOTICE 'saw %', $1; RETURN true; END $$;";
        for view in ["summary", "figures_session", "line", "action", "place"] {
            let column = if view == "place" { "code" } else { "place" };
            let sql =
                format!("{spy} SELECT DISTINCT {column} FROM {view} WHERE pg_temp.spy({column})");
            let seen = office.database.sql_of(&role, &sql).unwrap();
            assert!(foreign.iter().all(|code| !seen.contains(code)), "{view}: {seen}");
        }
        for sql in [
            "SET ROLE keeper",
            "SET SESSION AUTHORIZATION keeper",
            "SELECT * FROM place_reach",
            "SELECT * FROM place_grant",
            "SELECT * FROM place_path",
            "SELECT * FROM audit",
            "SELECT * FROM pairs",
            "SELECT * FROM retention",
            "UPDATE summary SET title = 'x'",
            "DELETE FROM record",
            "INSERT INTO place (code, name, level) VALUES ('9', 'x', 'city')",
            "ALTER TABLE line DISABLE ROW LEVEL SECURITY",
            "DROP POLICY under_its_place ON line",
            "SELECT grant_place(current_user::text, '1', true)",
            "CREATE TABLE public.mine (x int)",
        ] {
            assert!(office.database.sql_of(&role, sql).is_err(), "{sql} by {scope}");
        }
        let found = office
            .database
            .sql_of(&role, "SELECT DISTINCT place FROM search_lines('停车', 100, NULL)");
        let found = found.unwrap();
        assert!(!found.is_empty() && found.lines().all(|code| code.starts_with(scope)), "{found}");
        let hidden = [
            "SELECT zstd FROM record",
            "SELECT bytes FROM attachment",
            "SELECT owner FROM action",
            "SELECT named FROM line",
            "SELECT * FROM line",
        ];
        for sql in hidden {
            assert_eq!(office.database.sql_of(&role, sql).is_ok(), names, "{sql} by {scope}");
        }
        let all = office
            .database
            .sql_of(&role, "SELECT text FROM search_lines('电话', 100, NULL)")
            .unwrap();
        assert_eq!(all.contains("13812345678"), names, "{all}");
    }
    let asked = office.database.role("asks");
    office.ok(&["grant", &asked, "1"]);
    assert_eq!(office.run_as(&asked, &["search", "停车"]).code, 0);
    assert_eq!(office.run_as(&asked, &["figures", "--by", "town", "--from", "2020-01-01"]).code, 0);
    let audit = format!("SELECT who, what, about FROM audit WHERE who = '{asked}' ORDER BY no");
    let wanted = format!("{asked}|search|停车\n{asked}|figures|town * 2020-01-01..\n");
    assert_eq!(office.database.sql(&audit), wanted);
    for (args, code) in [
        (["grant", "nobody_at_all", "1"], 2),
        (["grant", &asked, "nowhere"], 2),
        (["grant", "keeper", "1"], 2),
    ] {
        assert_eq!(office.run(&args).code, code, "{args:?}");
    }
}

#[test]
fn the_questions_are_answered_as_a_recount_answers_them() {
    if !server::is_there() {
        return;
    }
    let office = filled();
    let json = |args: &[&str]| -> Value {
        let mut args = args.to_vec();
        args.push("--json");
        serde_json::from_str(&office.ok(&args)).unwrap()
    };
    let month = json(&["list"])[0]["date"].as_str().unwrap().get(..7).unwrap().to_owned();
    assert_eq!(json(&["list"]).as_array().unwrap().len(), 8);
    assert_eq!(json(&["list", "--place", "12"]).as_array().unwrap().len(), 4);
    assert_eq!(json(&["missing", "--month", &month]).as_array().unwrap().len(), 0);
    assert_eq!(json(&["missing", "--month", &month, "--least", "2"]).as_array().unwrap().len(), 8);
    assert_eq!(
        json(&["missing", "--month", "2001-01", "--place", "11"]).as_array().unwrap().len(),
        4
    );
    // Each session has one action that was due in 2020.
    let overdue = json(&["overdue", "--place", "121"]);
    let old = overdue.as_array().unwrap().iter().filter(|a| a["due"] == "2020-12-02").count();
    assert_eq!(old, 2);
    for (by, rows) in [("county", 2), ("town", 4), ("county,month", 2), ("month", 1)] {
        let figures = json(&["figures", "--by", by]);
        let figures = figures.as_array().unwrap();
        assert_eq!(figures.len(), rows, "{by}");
        // A recount from the records themselves.
        let sum = |field: &str| figures.iter().map(|row| row[field].as_i64().unwrap()).sum::<i64>();
        let mut recount = [0; 4];
        for place in COMMUNITIES {
            let show = json(&["show", &format!("S{place}")]);
            let people = show["attendance"]["people"].as_array().unwrap();
            let came = people.iter().filter(|person| !person["arrived"].is_null()).count();
            let actions = show["actions"].as_array().unwrap().len();
            for (sum, more) in recount.iter_mut().zip([1, people.len(), came, actions]) {
                *sum += i64::try_from(more).unwrap();
            }
        }
        assert_eq!(["sessions", "invited", "came", "actions"].map(sum), recount, "{by}");
    }
    assert_eq!(json(&["search", "停车", "--place", "111"]).as_array().unwrap().len(), 2);
    assert_eq!(json(&["search", "停车", "--most", "3"]).as_array().unwrap().len(), 3);
    assert_eq!(office.run(&["search", "停"]).code, 2);
    let book = office.path("figures.xlsx");
    office.ok(&["figures".as_ref(), "-o".as_ref(), book.as_os_str()]);
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
    for (args, code) in [
        (vec!["figures", "--by", "planet"], 2),
        (vec!["missing", "--month", "soon"], 2),
        (vec!["list", "--place", "nowhere"], 2),
        (vec!["show", "beef"], 2),
        (vec!["list", "--database", "postgresql://nobody@%2Fnowhere/x"], 1),
        (vec!["list", "--database", "nonsense://"], 2),
    ] {
        let done = office.run(&args);
        assert_eq!((done.code, done.out.as_str()), (code, ""), "{args:?}: {}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{args:?}: {}", done.err);
    }
}
