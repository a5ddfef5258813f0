-- What a record is found to be when it comes, the files that go with it, and how phones and addresses go.

ALTER TABLE record ADD flaw integer CHECK (flaw > 0);
COMMENT ON COLUMN record.flaw IS 'The first line that does not follow from the rules, though its hash is right; none where all do. Somebody has to look at it.';
ALTER TABLE record ADD files integer NOT NULL DEFAULT 0 CHECK (files >= 0);
COMMENT ON COLUMN record.files IS 'How many files are kept that are attached to it.';

CREATE TABLE attachment (
    genesis bytea NOT NULL,
    place   text NOT NULL,
    sha256  bytea NOT NULL CHECK (octet_length(sha256) = 32),
    bytes   bytea NOT NULL,
    PRIMARY KEY (genesis, sha256),
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE attachment ALTER COLUMN bytes SET STORAGE EXTERNAL;
COMMENT ON TABLE attachment IS 'Files that a session has attached, as they came: photos, scans. They cannot be made anew.';
COMMENT ON COLUMN attachment.genesis IS 'The session.';
COMMENT ON COLUMN attachment.place IS 'The place of the session.';
COMMENT ON COLUMN attachment.sha256 IS 'SHA-256 of the file, by which the record names it.';
COMMENT ON COLUMN attachment.bytes IS 'The file.';

CREATE TABLE redaction (
    genesis bytea NOT NULL,
    place   text NOT NULL,
    line    bytea NOT NULL CHECK (octet_length(line) = 32),
    kept    bytea NOT NULL CHECK (octet_length(kept) = 32),
    day     date NOT NULL,
    PRIMARY KEY (genesis, line, kept),
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
COMMENT ON TABLE redaction IS 'Lines of records from which phones and addresses were deleted when their time was over. Such a line keeps the hash that it was written with, which the line after it holds: whoever has the original can show that it is the one.';
COMMENT ON COLUMN redaction.genesis IS 'The session.';
COMMENT ON COLUMN redaction.place IS 'The place of the session.';
COMMENT ON COLUMN redaction.line IS 'The hash that the line was written with.';
COMMENT ON COLUMN redaction.kept IS 'SHA-256 of the line as it is kept now.';
COMMENT ON COLUMN redaction.day IS 'When phones and addresses were deleted.';

CREATE TABLE retention (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    months integer NOT NULL CHECK (months BETWEEN 1 AND 1200)
);
COMMENT ON TABLE retention IS 'How long phones and addresses are kept; one row, or none where nobody has decided.';
COMMENT ON COLUMN retention.one IS 'There is only one.';
COMMENT ON COLUMN retention.months IS 'So many months after the day of a session.';

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['attachment', 'redaction'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY under_its_place ON %I FOR SELECT USING (place IN (SELECT code FROM visible_place))', t);
    END LOOP;
END $$;
ALTER TABLE retention ENABLE ROW LEVEL SECURITY;

CREATE OR REPLACE FUNCTION grant_place(reader text, place_code text, with_names boolean) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE r text := quote_ident(reader); s text;
BEGIN
    INSERT INTO place_grant (role, code, names) VALUES (r::regrole, place_code, with_names)
        ON CONFLICT (role, code) DO UPDATE SET names = excluded.names;
    -- One set of columns holds for all places of a role: names only where it has them everywhere.
    SELECT bool_and(g.names) INTO with_names FROM place_grant g WHERE g.role = r::regrole;
    EXECUTE 'GRANT USAGE ON SCHEMA public TO ' || r;
    EXECUTE 'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ' || r;
    EXECUTE 'GRANT SELECT ON place, summary, participation, receipt, redaction, visible_place, schema_version TO ' || r;
    FOR s IN SELECT table_name FROM information_schema.views
             WHERE table_schema = 'public' AND table_name LIKE 'figures\_%' LOOP
        EXECUTE format('GRANT SELECT ON %I TO %s', s, r);
    END LOOP;
    IF with_names THEN
        EXECUTE 'GRANT SELECT ON record, branch, action, line, attachment TO ' || r;
    ELSE
        EXECUTE 'GRANT SELECT (genesis, id, place, day, head, lines, flaw, files) ON record TO ' || r;
        EXECUTE 'GRANT SELECT (genesis, place, head, fork, lines) ON branch TO ' || r;
        EXECUTE 'GRANT SELECT (genesis, place, no, title, lead, due, status, completed, contested) ON action TO ' || r;
        EXECUTE 'GRANT SELECT (genesis, place, seq, at, kind, text) ON line TO ' || r;
    END IF;
    EXECUTE 'GRANT EXECUTE ON FUNCTION note_audit(text, text), search_lines(text, integer, text) TO ' || r;
END $$;
-- Who was granted something before sees what is new of it.
DO $$
DECLARE g record;
BEGIN
    FOR g IN SELECT pg_get_userbyid(role) AS name, code, names FROM place_grant LOOP
        PERFORM grant_place(g.name, g.code, g.names);
    END LOOP;
END $$;
