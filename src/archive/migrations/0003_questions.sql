-- What a supervising office asks.

-- Plain, and not STRICT, so that it is written into the index and the query as it stands: three times
-- faster than a call. Pairs from the first character on, and from the second.
CREATE FUNCTION bigrams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(string_to_array(
        regexp_replace(lower(t), '(..)|.', E'\\1\x1f', 'g')
        || regexp_replace(substr(lower(t), 2), '(..)|.', E'\\1\x1f', 'g'), E'\x1f'), '')
$$;
COMMENT ON FUNCTION bigrams(text) IS 'Every two characters that stand side by side: what Chinese text is found by, which has no blanks between words.';

CREATE INDEX line_text ON line USING gin (bigrams(text));
CREATE INDEX line_named ON line USING gin (bigrams(named)) WHERE named IS NOT NULL;

-- With its owner's rights, since under row-level security no index over an array is used; it holds
-- the same rule by itself.
CREATE FUNCTION search_lines(word text, most integer, under text)
RETURNS TABLE (genesis bytea, place text, seq integer, at timestamptz, kind text, text text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET work_mem = '64MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
    everywhere text[];
    named_in text[];
BEGIN
    SELECT coalesce(array_agg(code), '{}'), coalesce(array_agg(code) FILTER (WHERE names), '{}')
    INTO everywhere, named_in FROM (
        SELECT r.code, bool_or(r.names) AS names FROM place_reach r
        JOIN place_path p ON p.code = r.code AND (under IS NULL OR under IN (p.code, p.city, p.county, p.town))
        WHERE pg_has_role(asking_role(), r.role::oid, 'usage') GROUP BY r.code
    ) seen;
    IF cardinality(everywhere) <= 50 THEN
        -- A town or less: its own lines are fewer than those of the city that have a frequent word.
        RETURN QUERY
        SELECT l.genesis, l.place, l.seq, l.at, l.kind,
            CASE WHEN l.place = ANY (named_in) THEN coalesce(l.named, l.text) ELSE l.text END
        FROM record r JOIN line l ON l.genesis = r.genesis
        WHERE r.place = ANY (everywhere) AND (strpos(lower(l.text), lower(word)) > 0
           OR (l.named IS NOT NULL AND l.place = ANY (named_in) AND strpos(lower(l.named), lower(word)) > 0))
        ORDER BY l.at DESC, l.genesis, l.seq LIMIT most;
    ELSE
        -- The pairs find lines by the index; whether they stand together says strpos.
        RETURN QUERY
        SELECT * FROM (
            SELECT l.genesis, l.place, l.seq, l.at, l.kind,
                CASE WHEN l.place = ANY (named_in) THEN coalesce(l.named, l.text) ELSE l.text END
            FROM line l
            WHERE l.place = ANY (everywhere)
               AND ((strpos(lower(l.text), lower(word)) > 0 AND bigrams(l.text) @> bigrams(word))
               OR (l.named IS NOT NULL AND l.place = ANY (named_in)
                   AND strpos(lower(l.named), lower(word)) > 0 AND bigrams(l.named) @> bigrams(word)))
            LIMIT most
        ) found ORDER BY at DESC, genesis, seq;
    END IF;
END $$;
COMMENT ON FUNCTION search_lines(text, integer, text) IS 'Lines of the minutes with a word of two characters or more, as many as are asked for and are found first, the newest of them first; names masked for those who may not see them.';
REVOKE ALL ON FUNCTION search_lines(text, integer, text) FROM PUBLIC;

CREATE VIEW figures_session WITH (security_barrier) AS
SELECT encode(s.genesis, 'hex') AS genesis, s.day, date_trunc('month', s.day)::date AS month,
    p.city, p.county, cn.name AS county_name, p.town, tn.name AS town_name,
    s.place, p.name AS place_name, s.title, s.phase, s.held, s.invited, s.came,
    s.reached, s.continued, s.referred, s.actions, s.completed, s.in_time
FROM summary s
JOIN place_path p ON p.code = s.place
LEFT JOIN place cn ON cn.code = p.county
LEFT JOIN place tn ON tn.code = p.town
WHERE s.place IN (SELECT code FROM visible_place);
COMMENT ON VIEW figures_session IS 'Every session in one row with where it belongs, for a charting program.';

CREATE VIEW figures_county_month WITH (security_barrier) AS
SELECT p.county, date_trunc('month', s.day)::date AS month, count(*) AS sessions,
    count(*) FILTER (WHERE s.held) AS held, sum(s.invited)::bigint AS invited, sum(s.came)::bigint AS came,
    sum(s.reached)::bigint AS reached, sum(s.continued)::bigint AS continued,
    sum(s.referred)::bigint AS referred, sum(s.actions)::bigint AS actions,
    sum(s.completed)::bigint AS completed, sum(s.in_time)::bigint AS in_time
FROM summary s JOIN place_path p ON p.code = s.place
WHERE s.place IN (SELECT code FROM visible_place)
GROUP BY p.county, date_trunc('month', s.day);
COMMENT ON VIEW figures_county_month IS 'Sessions, people, outcomes and actions by county and month.';

CREATE VIEW figures_town_month WITH (security_barrier) AS
SELECT p.county, p.town, date_trunc('month', s.day)::date AS month, count(*) AS sessions,
    count(*) FILTER (WHERE s.held) AS held, sum(s.invited)::bigint AS invited, sum(s.came)::bigint AS came,
    sum(s.reached)::bigint AS reached, sum(s.continued)::bigint AS continued,
    sum(s.referred)::bigint AS referred, sum(s.actions)::bigint AS actions,
    sum(s.completed)::bigint AS completed, sum(s.in_time)::bigint AS in_time
FROM summary s JOIN place_path p ON p.code = s.place
WHERE s.place IN (SELECT code FROM visible_place)
GROUP BY p.county, p.town, date_trunc('month', s.day);
COMMENT ON VIEW figures_town_month IS 'The same by town and month.';

CREATE VIEW figures_tag_month WITH (security_barrier) AS
SELECT t.name AS tag, date_trunc('month', s.day)::date AS month, count(*) AS sessions,
    sum(t.invited)::bigint AS invited, sum(t.came)::bigint AS came
FROM participation t JOIN summary s USING (genesis)
WHERE t.kind = 'tag' AND s.place IN (SELECT code FROM visible_place)
GROUP BY t.name, date_trunc('month', s.day);
COMMENT ON VIEW figures_tag_month IS 'Sessions with people of a tag, and how many of them came, by month.';
