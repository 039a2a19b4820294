-- JSON Lines into flat tables, once; the mapping's queries read these. {files} is where the lines are.
CREATE MACRO slug(name) AS lower(replace(name, ' ', '-'));
CREATE MACRO passage(par, quote) AS substr(sha256(concat(par, chr(31), quote)), 1, 12);
CREATE TABLE news AS SELECT * FROM read_json('{files}', format = 'newline_delimited', columns = {
  id: 'VARCHAR',
  source: 'STRUCT(title VARCHAR, publisher VARCHAR, published VARCHAR, "language" VARCHAR, address VARCHAR, "text" VARCHAR, text_sha256 VARCHAR, derived_from VARCHAR)',
  people: 'MAP(VARCHAR, STRUCT("as" VARCHAR, acting VARCHAR, rank VARCHAR, quote VARCHAR, par VARCHAR))',
  visits: 'STRUCT(id VARCHAR, kind VARCHAR, status VARCHAR, date VARCHAR, place VARCHAR, visitor VARCHAR, quote VARCHAR, par VARCHAR)[]',
  meetings: 'STRUCT(id VARCHAR, kind VARCHAR, status VARCHAR, date VARCHAR, place VARCHAR, during VARCHAR, after VARCHAR, inferred STRUCT(place VARCHAR), participants STRUCT(guest JSON, host VARCHAR, attendee VARCHAR[]), quote VARCHAR, par VARCHAR, statements STRUCT(about VARCHAR[], quote VARCHAR, par VARCHAR)[])[]',
  events: 'STRUCT(id VARCHAR, kind VARCHAR, status VARCHAR, date VARCHAR, place VARCHAR, participants STRUCT(signatory VARCHAR[], witness VARCHAR), agreements VARCHAR[], quote VARCHAR, par VARCHAR)[]',
  agreements: 'STRUCT(name VARCHAR, quote VARCHAR, par VARCHAR)[]',
  mentions: 'STRUCT(name VARCHAR, quote VARCHAR, par VARCHAR)[]'
});
CREATE TABLE headers AS SELECT id, source.title, source.publisher, source.published, source.language, source.address, source.text_sha256, source.derived_from FROM news;
CREATE TABLE holdings AS
  SELECT id, slug(name) AS person, slug(coalesce(one."as", one.acting)) AS office,
    CASE WHEN derived_from IS NULL THEN published END AS published, one.rank,
    CASE WHEN one.acting IS NULL THEN 'holds' ELSE 'acting' END AS holding, passage(one.par, one.quote) AS words,
    concat(name, CASE WHEN one.acting IS NULL THEN ' holds ' ELSE ' acts as ' END, coalesce(one."as", one.acting)) AS label
  FROM (SELECT id, source.published, source.derived_from, unnest(map_keys(people)) AS name, unnest(map_values(people)) AS one FROM news);
CREATE TABLE occasions AS
  SELECT id, 'Visit' AS type, 'visit' AS scheme, o.id AS event, o.kind, coalesce(o.status, 'held') AS status, o.date, slug(o.place) AS place,
    NULL AS during, NULL AS after, NULL AS inferred, passage(o.par, o.quote) AS words
  FROM (SELECT id, unnest(visits) AS o FROM news)
  UNION ALL SELECT id, 'Meeting', 'meeting', o.id, o.kind, coalesce(o.status, 'held'), o.date, slug(o.place), o.during, o.after, o.inferred.place, passage(o.par, o.quote)
  FROM (SELECT id, unnest(meetings) AS o FROM news)
  UNION ALL SELECT id, 'OtherEvent', 'event', o.id, o.kind, coalesce(o.status, 'held'), o.date, slug(o.place), NULL, NULL, NULL, passage(o.par, o.quote)
  FROM (SELECT id, unnest(events) AS o FROM news);
CREATE TABLE met AS SELECT id, o.id AS event, o.participants AS p, passage(o.par, o.quote) AS words FROM (SELECT id, unnest(meetings) AS o FROM news);
CREATE TABLE came AS SELECT id, o.id AS event, o.participants AS p, passage(o.par, o.quote) AS words FROM (SELECT id, unnest(events) AS o FROM news);
CREATE TABLE parts AS
  SELECT id, event, words, role, slug(name) AS who, class FROM (
    SELECT id, o.id AS event, passage(o.par, o.quote) AS words, 'visitor' AS role, o.visitor AS name, 'person' AS class FROM (SELECT id, unnest(visits) AS o FROM news)
    UNION ALL SELECT id, event, words, 'guest', coalesce(p.guest ->> '$.head', p.guest ->> '$'), 'person' FROM met
    UNION ALL SELECT id, event, words, 'guest', p.guest ->> '$.delegation_of', 'organisation' FROM met WHERE json_type(p.guest) = 'OBJECT'
    UNION ALL SELECT id, event, words, 'host', p.host, 'person' FROM met
    UNION ALL SELECT id, event, words, 'attendee', unnest(p.attendee), 'person' FROM met
    UNION ALL SELECT id, event, words, 'signatory', unnest(p.signatory), 'person' FROM came
    UNION ALL SELECT id, event, words, 'witness', p.witness, 'person' FROM came);
CREATE TABLE handled AS SELECT id, event, slug(name) AS name FROM (SELECT id, o.id AS event, unnest(o.agreements) AS name FROM (SELECT id, unnest(events) AS o FROM news));
CREATE TABLE mentioned AS
  SELECT id, concat('agreement/', slug(o.name)) AS what FROM (SELECT id, unnest(agreements) AS o FROM news)
  UNION ALL SELECT id, concat('agreement/', name) FROM handled
  UNION ALL SELECT id, concat('office/', office) FROM holdings
  UNION ALL SELECT id, concat('organisation/', regexp_replace(office, '^.*minister-of', 'ministry-of')) FROM holdings
    WHERE office LIKE '%minister-of-%-of-%'
  UNION ALL SELECT id, concat('organisation/', who) FROM parts WHERE class = 'organisation'
  UNION ALL SELECT id, concat('place/', place) FROM occasions WHERE place IS NOT NULL
  UNION ALL SELECT id, concat('topic/', slug(o.name)) FROM (SELECT id, unnest(mentions) AS o FROM news)
  UNION ALL SELECT id, concat('topic/', slug(name)) FROM (SELECT id, unnest(o.about) AS name
    FROM (SELECT id, unnest(one.statements) AS o FROM (SELECT id, unnest(meetings) AS one FROM news)));
CREATE TABLE passages AS
  SELECT id, "language", par, quote, passage(par, quote) AS words, concat('“', quote, '”') AS label,
    CASE WHEN shown IS NULL THEN NULL ELSE cast(instr(string_split(shown, concat(chr(10), chr(10)))[cast(par AS INT)], quote) - 1 AS VARCHAR) END AS position
  FROM (SELECT id, source.language, source.text AS shown, one.par AS par, one.quote AS quote FROM (
    SELECT id, source, unnest(map_values(people)) AS one FROM news) UNION ALL
    SELECT id, source.language, source.text, one.par, one.quote FROM (SELECT id, source, unnest(visits) AS one FROM news) UNION ALL
    SELECT id, source.language, source.text, one.par, one.quote FROM (SELECT id, source, unnest(meetings) AS one FROM news) UNION ALL
    SELECT id, source.language, source.text, one.par, one.quote FROM (SELECT id, source, unnest(one.statements) AS one FROM (SELECT id, source, unnest(meetings) AS one FROM news)) UNION ALL
    SELECT id, source.language, source.text, one.par, one.quote FROM (SELECT id, source, unnest(events) AS one FROM news) UNION ALL
    SELECT id, source.language, source.text, one.par, one.quote FROM (SELECT id, source, unnest(agreements) AS one FROM news) UNION ALL
    SELECT id, source.language, source.text, one.par, one.quote FROM (SELECT id, source, unnest(mentions) AS one FROM news));
