-- The questions with their bounds, as the program asks them, with plans; after made.sql:
--
--     psql -f benches/archive/questions.sql DATABASE
\timing on
SET work_mem = '64MB';
SET jit = off;
PREPARE figures (text, date, date) AS
WITH RECURSIVE under AS (
    SELECT code FROM place WHERE CASE WHEN $1::text IS NULL
        THEN parent IS NULL OR parent NOT IN (SELECT code FROM place) ELSE code = $1 END
    UNION ALL SELECT p.code FROM place p JOIN under u ON p.parent = u.code)
SELECT f.county, min(f.county_name), to_char(f.month, 'YYYY-MM'), count(*), count(*) FILTER (WHERE f.held),
    sum(f.invited)::bigint, sum(f.came)::bigint, sum(f.reached)::bigint, sum(f.continued)::bigint,
    sum(f.referred)::bigint, sum(f.actions)::bigint, sum(f.completed)::bigint, sum(f.in_time)::bigint
FROM figures_session f WHERE f.day >= $2 AND f.day <= $3 AND f.place IN (SELECT code FROM under)
GROUP BY 1, 3 ORDER BY 1, 3;
PREPARE overdue (text, date) AS
WITH RECURSIVE under AS (
    SELECT code FROM place WHERE CASE WHEN $1::text IS NULL
        THEN parent IS NULL OR parent NOT IN (SELECT code FROM place) ELSE code = $1 END
    UNION ALL SELECT p.code FROM place p JOIN under u ON p.parent = u.code)
SELECT a.genesis, a.place, p.name, (SELECT id FROM record r WHERE r.genesis = a.genesis),
            a.no, a.title, a.lead, a.due, a.status
FROM action a JOIN place p ON p.code = a.place
WHERE a.status NOT IN ('completed', 'rejected') AND a.due < $2 AND a.place IN (SELECT code FROM under)
ORDER BY a.due, a.place, a.genesis, a.no;
PREPARE missing (text, date, date, bigint) AS
WITH RECURSIVE under AS (
    SELECT code FROM place WHERE CASE WHEN $1::text IS NULL
        THEN parent IS NULL OR parent NOT IN (SELECT code FROM place) ELSE code = $1 END
    UNION ALL SELECT p.code FROM place p JOIN under u ON p.parent = u.code),
had AS (SELECT place, count(*) AS held FROM summary WHERE day >= $2 AND day <= $3 AND held GROUP BY place)
SELECT p.code, p.name, p.parent, coalesce(h.held, 0) FROM place p LEFT JOIN had h ON h.place = p.code
WHERE p.level = 'community' AND p.code IN (SELECT code FROM under) AND coalesce(h.held, 0) < $4
ORDER BY p.parent, p.code;
\echo == figures: county x month of a year
EXPLAIN (ANALYZE, BUFFERS, COSTS off) EXECUTE figures (NULL, '2026-01-01', '2026-12-31');
EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY) EXECUTE figures (NULL, '2025-01-01', '2025-12-31');
\echo == overdue of a county
EXPLAIN (ANALYZE, BUFFERS, COSTS off) EXECUTE overdue ('c3', '2026-11-29');
EXPLAIN (ANALYZE, COSTS off, TIMING off) EXECUTE overdue ('c5', '2026-11-29');
\echo == missing of a month
EXPLAIN (ANALYZE, BUFFERS, COSTS off) EXECUTE missing (NULL, '2026-10-01', '2026-10-31', 1);
EXPLAIN (ANALYZE, COSTS off, TIMING off) EXECUTE missing (NULL, '2025-10-01', '2025-10-31', 1);
\echo == search: a frequent word, a name in a tenth of the lines, rare ones, none; the city, a county, a town
LOAD 'auto_explain';
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_analyze = on;
SET auto_explain.log_timing = off;
SET client_min_messages = log;
SELECT count(*) FROM search_lines('停车', 50, NULL);
SET auto_explain.log_min_duration = -1;
SET client_min_messages = notice;
SELECT count(*) FROM search_lines('停车', 50, NULL);
SELECT count(*) FROM search_lines('充电', 50, NULL);
SELECT count(*) FROM search_lines('张建国', 50, NULL);
SELECT w, (SELECT count(*) FROM search_lines(w, 50, NULL)) FROM (SELECT substr(text, 3, 2) AS w FROM line OFFSET 777 LIMIT 1) x;
SELECT w, (SELECT count(*) FROM search_lines(w, 50, NULL)) FROM (SELECT substr(text, 3, 3) AS w FROM line OFFSET 4777 LIMIT 1) x;
SELECT count(*) FROM search_lines('龘龘', 50, NULL);
SELECT count(*) FROM search_lines('停车', 50, 'c3');
SELECT count(*) FROM search_lines('充电', 50, 'c3');
SELECT count(*) FROM search_lines('张建国', 50, 'c3');
SELECT count(*) FROM search_lines('停车', 50, 't17');
SELECT count(*) FROM search_lines('充电', 50, 't18');
SELECT count(*) FROM search_lines('张建国', 50, 't19');
