-- Fills an archive with made sessions, to measure questions: derived rows as `take` writes them, with
-- records that are empty. Into a database that `yishi-archive init` made, as a superuser:
--
--     psql -v sessions=300000 -v lines=34 -f benches/archive/made.sql DATABASE
--
-- 13 counties, 200 towns, 3,000 communities; each holds a session a month. A line is two of 20,000
-- fragments: of 400 words that are as unequally frequent as words are, and of characters by chance.
\set ON_ERROR_STOP 1
\timing on
SET session_replication_role = replica;
SET maintenance_work_mem = '512MB';
SELECT setseed(0.42);

INSERT INTO place (code, name, level) VALUES ('c', 'City', 'city');
INSERT INTO place (code, name, level, parent, parent_rank)
SELECT 'c' || n, 'County ' || n, 'county', 'c', 1 FROM generate_series(1, 13) n;
INSERT INTO place (code, name, level, parent, parent_rank)
SELECT 't' || n, 'Town ' || n, 'town', 'c' || 1 + n % 13, 2 FROM generate_series(1, 200) n;
INSERT INTO place (code, name, level, parent, parent_rank)
SELECT 'm' || n, 'Community ' || n, 'community', 't' || 1 + n % 200, 3 FROM generate_series(1, 3000) n;
SET session_replication_role = origin;
UPDATE place SET name = name WHERE code = 'c';
SET session_replication_role = replica;

CREATE TEMP TABLE word AS
SELECT n, (SELECT string_agg(chr(19968 + (random() * 6000)::int), '') FROM generate_series(1, 2) WHERE n > 0) AS w
FROM generate_series(1, 400) n;
UPDATE word SET w = v FROM unnest(ARRAY['停车', '居民', '垃圾', '电梯', '物业', '充电']) WITH ORDINALITY u (v, o) WHERE n = o;
CREATE TEMP TABLE fragment AS
SELECT f AS n, string_agg(ws[1 + floor(400 * power(random(), 3))::int] || chr(19968 + (2500 * power(random(), 2))::int), '') AS w
FROM (SELECT array_agg(w ORDER BY n) AS ws FROM word) all_words, generate_series(1, 20000) f, generate_series(1, 4) k
GROUP BY f;
ALTER TABLE fragment ADD PRIMARY KEY (n);
ANALYZE fragment;

DROP INDEX pairs_text, pairs_named;
ALTER TABLE line DROP CONSTRAINT line_pkey;

CREATE TEMP TABLE made AS
SELECT s AS n, sha256(s::text::bytea) AS genesis, 'm' || 1 + s % 3000 AS place,
    date '2026-11-28' - (s / 3000) * 30 - (random() * 29)::int AS day
FROM generate_series(1, :sessions) s;
INSERT INTO record (genesis, id, place, day, head, lines, zstd)
SELECT genesis, 'S' || n, place, day, sha256(genesis), 154, '' FROM made;
INSERT INTO receipt (genesis, head, place, lines) SELECT genesis, sha256(genesis), place, 154 FROM made;
INSERT INTO summary (genesis, place, title, day, phase, stage, round, held, invited, came, reached, continued, referred,
    actions, completed, in_time)
SELECT genesis, place, 'Session ' || n, day, 'sealed', 5, 1, n % 50 > 0, 24, 20 + n % 5, 1 + n % 2, n % 3 % 2, 0, 3, n % 4, 0
FROM made;
INSERT INTO participation (genesis, place, kind, name, invited, came)
SELECT genesis, place, CASE WHEN k < 4 THEN 'group' ELSE 'tag' END, 'name ' || k, 6, 3 + n % 3
FROM made, generate_series(1, 8) k;
INSERT INTO action (genesis, place, no, title, lead, owner, due, status, completed, contested)
SELECT genesis, place, k, 'Action ' || k, 'Unit ' || n % 20, 'P' || k, day + 30,
    CASE WHEN n % 20 = k THEN 'in_progress' ELSE 'completed' END, CASE WHEN n % 20 = k THEN NULL ELSE day + 20 END, false
FROM made, generate_series(1, 3) k;
INSERT INTO line (genesis, place, seq, at, kind, text, named)
SELECT genesis, place, seq, day + time '14:00' + seq * interval '1 minute', 'speech', text,
    CASE WHEN seq % 10 = 0 THEN '张建国：' || text END
FROM (
    SELECT m.genesis, m.place, m.day, k AS seq, CASE WHEN k % 10 = 0 THEN '张某：' ELSE '' END || a.w || '，' || b.w AS text
    FROM (SELECT m.*, k, 1 + hashint4(n * 64 + k) & 16383 AS one, 1 + (hashint4(n * 64 + k + 7919) & 2147483647) % 20000 AS two
          FROM made m, generate_series(1, :lines) k) m
    JOIN fragment a ON a.n = one JOIN fragment b ON b.n = two
) every;
ALTER TABLE line ADD PRIMARY KEY (genesis, seq);
-- As pairs_of does, which would take ten times as long over all of it.
INSERT INTO pairs (genesis, place, day, text, named)
SELECT m.genesis, m.place, m.day, p.pairs,
    ARRAY(SELECT pair FROM unnest(pairs_of('张建国：')) pair WHERE NOT pair = ANY (p.pairs))
FROM made m CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT (ascii(two)::bigint * 65536 + ascii(substr(two, 2))
        - CASE WHEN ascii(two) >= 32768 THEN 4294967296 ELSE 0 END)::integer) AS pairs
    FROM (SELECT string_agg(text, E'\n') AS said FROM line l WHERE l.genesis = m.genesis) one,
        string_to_table(regexp_replace(said, '(..)|.', E'\\1\x1f', 'g')
            || regexp_replace(substr(said, 2), '(..)|.', E'\\1\x1f', 'g'), E'\x1f') two
    WHERE two <> '' AND strpos(two, E'\n') = 0
) p;
CREATE INDEX pairs_text ON pairs USING gin (text) WITH (gin_pending_list_limit = 16384);
CREATE INDEX pairs_named ON pairs USING gin (named) WITH (gin_pending_list_limit = 16384);
VACUUM ANALYZE;
SELECT relname, pg_size_pretty(pg_total_relation_size(oid)) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY pg_total_relation_size(oid) DESC LIMIT 8;
