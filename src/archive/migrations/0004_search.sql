-- Searching by session instead of by line: what a word needs to be found is then some hundred rows
-- whatever the word and the place, and the newest come first.

DROP FUNCTION search_lines(text, integer, text);
DROP INDEX line_text, line_named;
DROP FUNCTION bigrams(text);

-- Letters of the Latin alphabet only, whatever the language of the database: the program does the same.
CREATE FUNCTION pairs_of(t text) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT (v - CASE WHEN v > 2147483647 THEN 4294967296 ELSE 0 END)::integer), '{}')
    FROM (
        SELECT least(ascii(substr(l, i, 1)), 65533)::bigint * 65536 + least(ascii(substr(l, i + 1, 1)), 65533) AS v
        FROM lower(t COLLATE "C") l, generate_series(1, length(t) - 1) i
    ) pair
$$;
COMMENT ON FUNCTION pairs_of(text) IS 'Every two characters that stand side by side, each pair as a number: what Chinese text is found by, which has no blanks between words.';

CREATE TABLE pairs (
    genesis bytea PRIMARY KEY,
    place   text NOT NULL,
    day     date NOT NULL,
    text    integer[] NOT NULL,
    named   integer[] NOT NULL,
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
-- Beside the row, so that a frequent word goes through narrow rows; and never packed, which costs time.
ALTER TABLE pairs ALTER COLUMN text SET STORAGE EXTERNAL, ALTER COLUMN named SET STORAGE EXTERNAL;
ALTER TABLE pairs SET (toast_tuple_target = 128);
-- Sessions come by hundreds: their pairs are put into the index many at a time.
CREATE INDEX pairs_text ON pairs USING gin (text) WITH (gin_pending_list_limit = 16384);
CREATE INDEX pairs_named ON pairs USING gin (named) WITH (gin_pending_list_limit = 16384);
CREATE INDEX pairs_day ON pairs (day, place);
COMMENT ON TABLE pairs IS 'Which pairs of characters stand in the minutes of a session, derived from its record.';
COMMENT ON COLUMN pairs.genesis IS 'The session.';
COMMENT ON COLUMN pairs.place IS 'The place of the session.';
COMMENT ON COLUMN pairs.day IS 'The day on which it was held, else the planned one.';
COMMENT ON COLUMN pairs.text IS 'The pairs of line.text, as pairs_of gives them.';
COMMENT ON COLUMN pairs.named IS 'The pairs of line.named that do not stand in text.';
ALTER TABLE pairs ENABLE ROW LEVEL SECURITY;
CREATE POLICY under_its_place ON pairs FOR SELECT USING (place IN (SELECT code FROM visible_place));

-- With its owner's rights, since under row-level security no index over an array is used; it holds
-- the same rule by itself.
CREATE FUNCTION search_lines(word text, most integer, under text)
RETURNS TABLE (genesis bytea, place text, seq integer, at timestamptz, kind text, text text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET work_mem = '64MB' SET jit = off SET enable_seqscan = on
SET max_parallel_workers_per_gather = 0 AS $$
#variable_conflict use_column
DECLARE
    asked text := lower(word COLLATE "C");
    wanted integer[] := pairs_of(word);
    everywhere text[];
    named_in text[];
    whole boolean;
    masked text;
    with_names text;
    candidates text;
    found record;
    upto date;
    since date;
    days integer := 8;
    more integer;
BEGIN
    IF cardinality(wanted) = 0 THEN RETURN; END IF;
    SELECT coalesce(array_agg(code), '{}'), coalesce(array_agg(code) FILTER (WHERE names), '{}'),
        count(*) = (SELECT count(*) FROM place)
    INTO everywhere, named_in, whole FROM (
        SELECT code, bool_or(names) AS names FROM place_reach
        WHERE role IN (SELECT oid FROM pg_roles WHERE pg_has_role(asking_role(), oid, 'usage'))
            AND (under IS NULL OR code IN
                (SELECT p.code FROM place_path p WHERE under IN (p.code, p.city, p.county, p.town)))
        GROUP BY code
    ) seen;
    -- An array that lies beside its row costs more to read than the planner thinks.
    PERFORM set_config('enable_seqscan', 'off', true);
    masked := 'SELECT p.genesis, p.day FROM pairs p WHERE p.day >= $4 AND p.day < $5';
    with_names := masked || CASE WHEN whole THEN '' ELSE ' AND p.place = ANY ($3)' END;
    masked := masked || CASE WHEN whole THEN '' ELSE ' AND p.place = ANY ($2)' END || ' AND p.text @> $1';
    -- A pair of the word may stand in a line that was masked, another in one that was not.
    SELECT with_names || string_agg(format(' AND (p.text @> ''{%1$s}'' OR p.named @> ''{%1$s}'')', pair), '')
    INTO with_names FROM unnest(wanted[1:8]) pair;
    candidates := CASE
        WHEN named_in = everywhere THEN with_names
        WHEN named_in = '{}' THEN masked
        ELSE masked || ' UNION ' || with_names
    END;
    SELECT max(day) + 1 INTO upto FROM pairs;
    -- From the newest sessions back, more at a time: a frequent word is found in the first, a rare one by
    -- the index, and neither is looked for in all that there is.
    WHILE upto IS NOT NULL LOOP
        since := CASE WHEN days > 2000 THEN '-infinity'::date ELSE upto - days END;
        FOR found IN EXECUTE format('SELECT genesis FROM (%s) c ORDER BY day DESC, genesis', candidates)
            USING wanted, everywhere, named_in, since, upto
        LOOP
            -- The pairs find sessions; whether they stand together says strpos.
            RETURN QUERY
            SELECT l.genesis, l.place, l.seq, l.at, l.kind,
                CASE WHEN l.place = ANY (named_in) THEN coalesce(l.named, l.text) ELSE l.text END
            FROM line l
            WHERE l.genesis = found.genesis AND (strpos(lower(l.text), asked) > 0
                OR (l.named IS NOT NULL AND l.place = ANY (named_in) AND strpos(lower(l.named), asked) > 0))
            ORDER BY l.seq LIMIT most;
            GET DIAGNOSTICS more = ROW_COUNT;
            most := most - more;
            IF most <= 0 THEN RETURN; END IF;
        END LOOP;
        EXIT WHEN since = '-infinity';
        upto := since;
        days := days * 4;
    END LOOP;
END $$;
COMMENT ON FUNCTION search_lines(text, integer, text) IS 'Lines of the minutes with a word of two characters or more, those of the newest sessions first; names masked for those who may not see them.';
REVOKE ALL ON FUNCTION search_lines(text, integer, text) FROM PUBLIC;
