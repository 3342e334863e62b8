-- jobs.started
WITH {counted_jobs} SELECT count(*) FROM counted_jobs WHERE counted_on BETWEEN :first AND :last

-- jobs.people
WITH {counted_jobs} SELECT count(DISTINCT client_id) FROM counted_jobs WHERE counted_on BETWEEN :first AND :last

-- jobs.first
WITH {counted_jobs}, firsts AS (SELECT min(counted_on) AS day FROM counted_jobs GROUP BY client_id)
SELECT count(*) FROM firsts WHERE day BETWEEN :first AND :last

-- jobs.in_work
WITH {counted_jobs}, each AS (SELECT DISTINCT e.client_id FROM episodes e WHERE {on_caseload})
SELECT sum(client_id IN (
         SELECT client_id FROM counted_jobs
         WHERE counted_on <= :last AND started_on <= :last AND (ended_on IS NULL OR ended_on >= :last))),
       count(*)
FROM each

-- jobs.competitive_share
WITH {counted_jobs}, rates AS MATERIALIZED (
  SELECT json_extract(value, '$[0]') AS since, json_extract(value, '$[1]') AS before,
         json_extract(value, '$[2]') AS youngest, json_extract(value, '$[3]') AS oldest,
         json_extract(value, '$[4]') AS rate
  FROM json_each(:wage_rates)),
aged AS (
  SELECT j.*,
         CAST(substr(j.started_on, 1, 4) AS INTEGER) - CAST(substr(k.born_on, 1, 4) AS INTEGER)
         - (substr(j.started_on, 6) < substr(k.born_on, 6)) AS age,
         nullif(coalesce((
           SELECT coalesce(CAST(c.value AS INTEGER), -1) FROM changes c
           WHERE c.activity_id = j.id AND c.fact = 'Hourly pay' AND c.removed_at IS NULL
             AND c.from_on <= j.started_on
           ORDER BY c.from_on DESC, c.id DESC LIMIT 1), j.hourly_pay), -1) AS pay
  FROM counted_jobs j JOIN clients k ON k.id = j.client_id
  WHERE j.counted_on BETWEEN :year_first AND :last),
competitive AS (
  SELECT client_id FROM aged
  WHERE kind = 'self-employment' OR open_to_anyone = 1 AND set_aside = 0 AND pay >= (
    SELECT rate FROM rates
    WHERE since <= aged.started_on AND (before IS NULL OR aged.started_on < before)
      AND youngest <= aged.age AND (oldest IS NULL OR aged.age < oldest))),
each AS (SELECT DISTINCT e.client_id FROM episodes e WHERE {served_year})
SELECT sum(client_id IN (SELECT client_id FROM competitive)), count(*) FROM each

-- jobs.employment_rate
WITH {counted_jobs}, newest AS (
  SELECT client_id, max(started_on) AS started_on FROM counted_jobs WHERE counted_on <= :last GROUP BY client_id),
each AS (
  SELECT max(coalesce(n.started_on >= e.started_on, 0)) AS met
  FROM episodes e LEFT JOIN newest n ON n.client_id = e.client_id
  WHERE e.removed_at IS NULL AND e.position_at_start = 'out of work'
    AND e.started_on BETWEEN :year_first AND :last
  GROUP BY e.client_id)
SELECT sum(met), count(*) FROM each

-- jobs.by_time
WITH {counted_jobs}
SELECT CASE WHEN started_on < date(entered_on, '+6 months', 'floor') THEN 'under 6 months'
            WHEN started_on <= date(entered_on, '+12 months', 'floor') THEN '6 to 12 months'
            ELSE 'over 12 months' END AS band, count(*)
FROM counted_jobs WHERE counted_on BETWEEN :first AND :last GROUP BY band

-- jobs.by_type
WITH {counted_jobs}, typed AS (
  SELECT a.kind, {category_on_start} AS category,
         nullif(coalesce((
           SELECT coalesce(CAST(c.value AS INTEGER), -1) FROM changes c
           WHERE c.activity_id = a.id AND c.fact = 'Weekly hours' AND c.removed_at IS NULL
             AND c.from_on <= a.started_on
           ORDER BY c.from_on DESC, c.id DESC LIMIT 1), a.weekly_hours), -1) AS hours
  FROM counted_jobs a WHERE counted_on BETWEEN :first AND :last)
SELECT CASE WHEN kind = 'self-employment' THEN 'self-employed' WHEN category <> 'none' THEN 'permitted work'
            WHEN hours >= 108000 THEN 'full time' WHEN hours < 108000 THEN 'part time'
            ELSE 'hours not known' END AS band, count(*)
FROM typed GROUP BY band

-- jobs.by_contract
WITH {counted_jobs}
SELECT CASE kind WHEN 'self-employment' THEN 'self-employed' ELSE coalesce((
         SELECT coalesce(c.value, 'not known') FROM changes c
         WHERE c.activity_id = a.id AND c.fact = 'Contract' AND c.removed_at IS NULL
           AND c.from_on <= a.started_on
         ORDER BY c.from_on DESC, c.id DESC LIMIT 1), a.contract, 'not known') END AS band, count(*)
FROM counted_jobs a WHERE counted_on BETWEEN :first AND :last GROUP BY band

-- jobs.in_service
WITH {counted_jobs}
SELECT count(*) FROM counted_jobs j JOIN employers m ON m.id = j.employer_id
WHERE j.counted_on BETWEEN :first AND :last AND m.removed_at IS NULL AND m.own_service = 1
