-- The archive of a city: records as they came, and what is derived from them.
-- What may be known of a session stands in its record; every other row of it can be made anew.

CREATE TABLE place (
    code   text PRIMARY KEY CHECK (code ~ '^[[:alnum:]][[:alnum:]_.-]{0,31}$'),
    name   text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    level  text NOT NULL CHECK (level IN ('city', 'county', 'town', 'community')),
    rank   smallint NOT NULL GENERATED ALWAYS AS (
        CASE level WHEN 'city' THEN 1 WHEN 'county' THEN 2 WHEN 'town' THEN 3 ELSE 4 END) STORED,
    parent text,
    parent_rank smallint,
    UNIQUE (code, rank),
    FOREIGN KEY (parent, parent_rank) REFERENCES place (code, rank)
        ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CHECK ((parent IS NULL) = (parent_rank IS NULL)),
    -- So there is no circle: every parent is of a higher level.
    CHECK (parent_rank < rank)
);
CREATE INDEX place_parent ON place (parent);
COMMENT ON TABLE place IS 'The places that hold sessions and supervise them, a tree.';
COMMENT ON COLUMN place.code IS 'The office''s own code of the place, which never changes.';
COMMENT ON COLUMN place.name IS 'Its name as it is printed.';
COMMENT ON COLUMN place.level IS 'city, county, town or community.';
COMMENT ON COLUMN place.rank IS '1 city to 4 community, from level.';
COMMENT ON COLUMN place.parent IS 'The place above it; none for the root.';
COMMENT ON COLUMN place.parent_rank IS 'The rank of the parent, held by the foreign key.';

CREATE TABLE record (
    genesis bytea PRIMARY KEY CHECK (octet_length(genesis) = 32),
    id      text NOT NULL,
    place   text NOT NULL REFERENCES place (code) ON UPDATE CASCADE,
    day     date NOT NULL,
    head    bytea NOT NULL CHECK (octet_length(head) = 32),
    lines   integer NOT NULL CHECK (lines > 0),
    zstd    bytea NOT NULL,
    UNIQUE (genesis, place)
);
-- It is compressed already.
ALTER TABLE record ALTER COLUMN zstd SET STORAGE EXTERNAL;
CREATE INDEX record_place ON record (place, day);
COMMENT ON TABLE record IS 'Each session''s record, whole. All else is derived from it.';
COMMENT ON COLUMN record.genesis IS 'SHA-256 of the first line; it names the session for ever.';
COMMENT ON COLUMN record.id IS 'The id in its plan: a label, which two sessions may share.';
COMMENT ON COLUMN record.place IS 'The place whose session it is.';
COMMENT ON COLUMN record.day IS 'The day on which it was held, else the planned one.';
COMMENT ON COLUMN record.head IS 'SHA-256 of its last line.';
COMMENT ON COLUMN record.lines IS 'How many lines it has.';
COMMENT ON COLUMN record.zstd IS 'Its lines to the byte, each with its line end, compressed with zstd.';

CREATE TABLE branch (
    genesis bytea NOT NULL,
    place   text NOT NULL,
    head    bytea NOT NULL CHECK (octet_length(head) = 32),
    fork    integer NOT NULL CHECK (fork > 0),
    lines   integer NOT NULL CHECK (lines >= fork),
    zstd    bytea NOT NULL,
    PRIMARY KEY (genesis, head),
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE branch ALTER COLUMN zstd SET STORAGE EXTERNAL;
COMMENT ON TABLE branch IS 'Other histories of a session, kept as they came: a person has to look at them.';
COMMENT ON COLUMN branch.genesis IS 'The session.';
COMMENT ON COLUMN branch.place IS 'The place of the session.';
COMMENT ON COLUMN branch.head IS 'SHA-256 of the last line of this history.';
COMMENT ON COLUMN branch.fork IS 'The number of its first line that is not in the record.';
COMMENT ON COLUMN branch.lines IS 'How many lines it has.';
COMMENT ON COLUMN branch.zstd IS 'Its lines, as in record.zstd.';

CREATE TABLE summary (
    genesis   bytea PRIMARY KEY,
    place     text NOT NULL,
    title     text NOT NULL,
    day       date NOT NULL,
    phase     text NOT NULL CHECK (phase IN ('planned', 'roll', 'open', 'recess', 'adjourned', 'sealed')),
    stage     smallint NOT NULL CHECK (stage BETWEEN 1 AND 5),
    round     integer NOT NULL CHECK (round > 0),
    held      boolean NOT NULL,
    invited   integer NOT NULL CHECK (invited >= 0),
    came      integer NOT NULL CHECK (came BETWEEN 0 AND invited),
    reached   integer NOT NULL CHECK (reached >= 0),
    continued integer NOT NULL CHECK (continued >= 0),
    referred  integer NOT NULL CHECK (referred >= 0),
    actions   integer NOT NULL CHECK (actions >= 0),
    completed integer NOT NULL CHECK (completed BETWEEN 0 AND actions),
    in_time   integer NOT NULL CHECK (in_time BETWEEN 0 AND completed),
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX summary_day ON summary (day, place);
COMMENT ON TABLE summary IS 'A session in one row, derived from its record.';
COMMENT ON COLUMN summary.genesis IS 'The session.';
COMMENT ON COLUMN summary.place IS 'The place of the session.';
COMMENT ON COLUMN summary.title IS 'Its title.';
COMMENT ON COLUMN summary.day IS 'The day on which it was held, else the planned one.';
COMMENT ON COLUMN summary.phase IS 'How far the meeting is.';
COMMENT ON COLUMN summary.stage IS 'How far its topic is, 1 to 5.';
COMMENT ON COLUMN summary.round IS 'Which round of its topic it is.';
COMMENT ON COLUMN summary.held IS 'Whether it was opened.';
COMMENT ON COLUMN summary.invited IS 'How many people were invited.';
COMMENT ON COLUMN summary.came IS 'How many of them came, whenever they left.';
COMMENT ON COLUMN summary.reached IS 'Proposals with consensus reached.';
COMMENT ON COLUMN summary.continued IS 'Proposals that are consulted on further.';
COMMENT ON COLUMN summary.referred IS 'Proposals referred for a decision.';
COMMENT ON COLUMN summary.actions IS 'Follow-up actions.';
COMMENT ON COLUMN summary.completed IS 'Those of them that are completed.';
COMMENT ON COLUMN summary.in_time IS 'Those of them that were completed when they were due.';

CREATE TABLE participation (
    genesis bytea NOT NULL,
    place   text NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('group', 'tag')),
    name    text NOT NULL,
    invited integer NOT NULL CHECK (invited > 0),
    came    integer NOT NULL CHECK (came BETWEEN 0 AND invited),
    PRIMARY KEY (genesis, kind, name),
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
COMMENT ON TABLE participation IS 'How many of each group, and with each tag of the roster, took part.';
COMMENT ON COLUMN participation.genesis IS 'The session.';
COMMENT ON COLUMN participation.place IS 'The place of the session.';
COMMENT ON COLUMN participation.kind IS 'Whether name is a group or a tag; somebody has one group and any number of tags.';
COMMENT ON COLUMN participation.name IS 'The group or the tag.';
COMMENT ON COLUMN participation.invited IS 'How many such people were invited.';
COMMENT ON COLUMN participation.came IS 'How many of them came.';

CREATE TABLE action (
    genesis   bytea NOT NULL,
    place     text NOT NULL,
    no        integer NOT NULL CHECK (no > 0),
    title     text NOT NULL,
    lead      text NOT NULL,
    owner     text NOT NULL,
    due       date NOT NULL,
    status    text NOT NULL CHECK (status IN
        ('pending', 'adopted', 'rejected', 'in_progress', 'reported', 'completed')),
    completed date,
    contested boolean NOT NULL,
    PRIMARY KEY (genesis, no),
    CHECK (status <> 'completed' OR completed IS NOT NULL),
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX action_open ON action (place, due) WHERE status NOT IN ('completed', 'rejected');
COMMENT ON TABLE action IS 'What was to be done after a session, and how it stands.';
COMMENT ON COLUMN action.genesis IS 'The session.';
COMMENT ON COLUMN action.place IS 'The place of the session.';
COMMENT ON COLUMN action.no IS 'Its number in the session.';
COMMENT ON COLUMN action.title IS 'What is to be done, names masked.';
COMMENT ON COLUMN action.lead IS 'The unit that leads it.';
COMMENT ON COLUMN action.owner IS 'The person in charge, by name.';
COMMENT ON COLUMN action.due IS 'By when.';
COMMENT ON COLUMN action.status IS 'How it stands.';
COMMENT ON COLUMN action.completed IS 'When it was completed last.';
COMMENT ON COLUMN action.contested IS 'Several places recorded acts on it that were in each other''s way.';

CREATE TABLE line (
    genesis bytea NOT NULL,
    place   text NOT NULL,
    seq     integer NOT NULL CHECK (seq > 0),
    at      timestamptz NOT NULL,
    kind    text NOT NULL,
    -- Compared by bytes: an index of pairs in a language's order takes several times as long.
    text    text COLLATE "C" NOT NULL,
    named   text COLLATE "C" CHECK (named <> text),
    PRIMARY KEY (genesis, seq),
    FOREIGN KEY (genesis, place) REFERENCES record (genesis, place) ON UPDATE CASCADE ON DELETE CASCADE
);
COMMENT ON TABLE line IS 'The lines of the minutes, to be searched.';
COMMENT ON COLUMN line.genesis IS 'The session.';
COMMENT ON COLUMN line.place IS 'The place of the session.';
COMMENT ON COLUMN line.seq IS 'The number of the event that it stands for.';
COMMENT ON COLUMN line.at IS 'When that happened.';
COMMENT ON COLUMN line.kind IS 'What it is about: speech, result, action …';
COMMENT ON COLUMN line.text IS 'The line with names, phones and addresses masked.';
COMMENT ON COLUMN line.named IS 'The line with names; none where nothing was masked.';

CREATE TABLE receipt (
    genesis  bytea NOT NULL CHECK (octet_length(genesis) = 32),
    head     bytea NOT NULL CHECK (octet_length(head) = 32),
    place    text NOT NULL REFERENCES place (code) ON UPDATE CASCADE,
    lines    integer NOT NULL CHECK (lines > 0),
    -- Two records that were joined of different lines may end with the same.
    PRIMARY KEY (genesis, head, lines)
);
CREATE INDEX receipt_place ON receipt (place);
COMMENT ON TABLE receipt IS 'Everything that was ever taken: what a laptop needs not send again. It outlives its record, so that a record that is gone is missed.';
COMMENT ON COLUMN receipt.genesis IS 'The session.';
COMMENT ON COLUMN receipt.head IS 'SHA-256 of the last line as it came.';
COMMENT ON COLUMN receipt.place IS 'The place that it was taken for.';
COMMENT ON COLUMN receipt.lines IS 'How many lines came.';

CREATE TABLE audit (
    no    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    who   text NOT NULL,
    what  text NOT NULL,
    about text NOT NULL
);
COMMENT ON TABLE audit IS 'Who asked for what.';
COMMENT ON COLUMN audit.no IS 'Counts up.';
COMMENT ON COLUMN audit.at IS 'When.';
COMMENT ON COLUMN audit.who IS 'The role that had logged in.';
COMMENT ON COLUMN audit.what IS 'The command.';
COMMENT ON COLUMN audit.about IS 'What it was about: a session, a place, a word.';
