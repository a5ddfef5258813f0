-- Who may see what: a role sees one place and what is under it, whatever SQL it sends.

CREATE TABLE place_grant (
    role  regrole NOT NULL,
    code  text NOT NULL REFERENCES place (code) ON UPDATE CASCADE ON DELETE CASCADE,
    names boolean NOT NULL,
    PRIMARY KEY (role, code)
);
COMMENT ON TABLE place_grant IS 'Which role was granted which place.';
COMMENT ON COLUMN place_grant.role IS 'A role of the database.';
COMMENT ON COLUMN place_grant.code IS 'The place that it sees, with all that is under it.';
COMMENT ON COLUMN place_grant.names IS 'Whether it sees names, phones and whole records.';

CREATE TABLE place_reach (
    role  regrole NOT NULL,
    code  text NOT NULL,
    names boolean NOT NULL,
    PRIMARY KEY (role, code)
);
COMMENT ON TABLE place_reach IS 'What place_grant comes to, place by place; kept by triggers.';
COMMENT ON COLUMN place_reach.role IS 'A role of the database.';
COMMENT ON COLUMN place_reach.code IS 'A place that it sees.';
COMMENT ON COLUMN place_reach.names IS 'Whether it sees names there.';

CREATE VIEW place_path AS
SELECT p.code, p.name, p.level,
    CASE 1 WHEN p.rank THEN p.code WHEN a.rank THEN a.code WHEN b.rank THEN b.code WHEN c.rank THEN c.code END AS city,
    CASE 2 WHEN p.rank THEN p.code WHEN a.rank THEN a.code WHEN b.rank THEN b.code END AS county,
    CASE 3 WHEN p.rank THEN p.code WHEN a.rank THEN a.code END AS town
FROM place p
LEFT JOIN place a ON a.code = p.parent
LEFT JOIN place b ON b.code = a.parent
LEFT JOIN place c ON c.code = b.parent;
COMMENT ON VIEW place_path IS 'Each place with those above it. For the owner; readers have the figures.';
COMMENT ON COLUMN place_path.code IS 'The place.';
COMMENT ON COLUMN place_path.name IS 'Its name.';
COMMENT ON COLUMN place_path.level IS 'Its level.';
COMMENT ON COLUMN place_path.city IS 'The city it is or lies in.';
COMMENT ON COLUMN place_path.county IS 'The county it is or lies in.';
COMMENT ON COLUMN place_path.town IS 'The town it is or lies in.';

CREATE FUNCTION place_reach_anew() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM place_reach;
    INSERT INTO place_reach (role, code, names)
    SELECT role, code, bool_or(names) FROM (
        SELECT g.role, p.code, g.names FROM place_grant g
        JOIN place_path p ON g.code IN (p.code, p.city, p.county, p.town)
        UNION ALL
        SELECT c.relowner::regrole, p.code, true FROM place p, pg_class c WHERE c.oid = 'place'::regclass
    ) every GROUP BY role, code;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION place_reach_anew() IS 'Fills place_reach from place and place_grant.';
CREATE TRIGGER place_changed AFTER INSERT OR UPDATE OR DELETE ON place
    FOR EACH STATEMENT EXECUTE FUNCTION place_reach_anew();
CREATE TRIGGER grant_changed AFTER INSERT OR UPDATE OR DELETE ON place_grant
    FOR EACH STATEMENT EXECUTE FUNCTION place_reach_anew();

-- A view runs with its owner's rights, but current_user in it is whoever asks.
CREATE VIEW visible_place WITH (security_barrier) AS
    SELECT code, names FROM place_reach WHERE pg_has_role(role::oid, 'usage');
COMMENT ON VIEW visible_place IS 'The places that the present role sees.';
COMMENT ON COLUMN visible_place.code IS 'The place.';
COMMENT ON COLUMN visible_place.names IS 'Whether names are seen there.';

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['record', 'branch', 'summary', 'participation', 'action', 'line', 'receipt'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY under_its_place ON %I FOR SELECT USING (place IN (SELECT code FROM visible_place))', t);
    END LOOP;
END $$;
ALTER TABLE place ENABLE ROW LEVEL SECURITY;
CREATE POLICY under_its_place ON place FOR SELECT USING (code IN (SELECT code FROM visible_place));
-- Nobody but the owner reads these.
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE place_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE place_reach ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION asking_role() RETURNS name LANGUAGE sql STABLE AS $$
    SELECT CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END
$$;
COMMENT ON FUNCTION asking_role() IS 'Whoever asks, also within a function that runs with its owner''s rights.';

CREATE FUNCTION note_audit(what text, about text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO audit (who, what, about) VALUES (session_user, left(what, 100), left(about, 500))
$$;
COMMENT ON FUNCTION note_audit(text, text) IS 'Notes that the present role asked for something.';

CREATE FUNCTION grant_place(reader text, place_code text, with_names boolean) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r text := quote_ident(reader); s text;
BEGIN
    INSERT INTO place_grant (role, code, names) VALUES (r::regrole, place_code, with_names)
        ON CONFLICT (role, code) DO UPDATE SET names = excluded.names;
    -- One set of columns holds for all places of a role: names only where it has them everywhere.
    SELECT bool_and(g.names) INTO with_names FROM place_grant g WHERE g.role = r::regrole;
    EXECUTE 'GRANT USAGE ON SCHEMA public TO ' || r;
    EXECUTE 'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ' || r;
    EXECUTE 'GRANT SELECT ON place, summary, participation, receipt, visible_place, schema_version TO ' || r;
    FOR s IN SELECT table_name FROM information_schema.views
             WHERE table_schema = 'public' AND table_name LIKE 'figures\_%' LOOP
        EXECUTE format('GRANT SELECT ON %I TO %s', s, r);
    END LOOP;
    IF with_names THEN
        EXECUTE 'GRANT SELECT ON record, branch, action, line TO ' || r;
    ELSE
        EXECUTE 'GRANT SELECT (genesis, id, place, day, head, lines) ON record TO ' || r;
        EXECUTE 'GRANT SELECT (genesis, place, head, fork, lines) ON branch TO ' || r;
        EXECUTE 'GRANT SELECT (genesis, place, no, title, lead, due, status, completed, contested) ON action TO ' || r;
        EXECUTE 'GRANT SELECT (genesis, place, seq, at, kind, text) ON line TO ' || r;
    END IF;
    EXECUTE 'GRANT EXECUTE ON FUNCTION note_audit(text, text), search_lines(text, integer, text) TO ' || r;
END $$;
COMMENT ON FUNCTION grant_place(text, text, boolean) IS 'Lets a role see a place and what is under it.';
REVOKE ALL ON FUNCTION grant_place(text, text, boolean), note_audit(text, text) FROM PUBLIC;
