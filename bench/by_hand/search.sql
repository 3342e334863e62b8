-- search.days_to_employer
WITH met AS (
  SELECT e.id, min(c.on_date) AS met_on
  FROM contacts c
  JOIN contact_clients cc ON cc.contact_id = c.id
  JOIN episodes e ON e.client_id = cc.client_id AND e.removed_at IS NULL
   AND e.started_on <= c.on_date AND (e.closed_on IS NULL OR e.closed_on >= c.on_date)
  WHERE c.removed_at IS NULL AND c.kind = 'employer' AND c.attended = 1 AND c.mode = 'face to face'
    AND c.on_date <= :last
  GROUP BY e.id),
taken AS (
  SELECT CAST(julianday(m.met_on) - julianday(e.started_on) AS INTEGER) AS days
  FROM met m JOIN episodes e ON e.id = m.id
  WHERE m.met_on >= :first AND e.position_at_start <> 'in work, job at risk'),
{counted_jobs}
SELECT count(*), sum(days), {median}, (
  SELECT count(*) FROM episodes e
  WHERE {on_caseload} AND e.position_at_start <> 'in work, job at risk'
    AND e.id NOT IN (SELECT id FROM met)
    AND e.id NOT IN (SELECT episode_id FROM counted_jobs WHERE counted_on <= :last))
FROM taken

-- search.within_30_days
WITH in_time AS (
  SELECT DISTINCT e.id
  FROM contacts c
  JOIN contact_clients cc ON cc.contact_id = c.id
  JOIN episodes e ON e.client_id = cc.client_id AND e.removed_at IS NULL
   AND e.started_on BETWEEN date(:first, '-30 days') AND date(:last, '-30 days')
   AND c.on_date BETWEEN e.started_on AND date(e.started_on, '+30 days')
   AND (e.closed_on IS NULL OR e.closed_on >= c.on_date)
  WHERE c.removed_at IS NULL AND c.kind = 'employer' AND c.attended = 1 AND c.mode = 'face to face'
    AND c.on_date BETWEEN date(:first, '-30 days') AND :last)
SELECT sum(id IN (SELECT id FROM in_time)), count(*)
FROM episodes
WHERE removed_at IS NULL AND position_at_start <> 'in work, job at risk'
  AND started_on BETWEEN date(:first, '-30 days') AND date(:last, '-30 days')

-- employers.contacted
SELECT count(DISTINCT c.employer_id)
FROM contacts c JOIN employers m ON m.id = c.employer_id AND m.removed_at IS NULL
WHERE c.removed_at IS NULL AND c.kind = 'employer' AND c.attended = 1
  AND c.on_date BETWEEN :month_first AND :last

-- employers.per_week
WITH RECURSIVE {posts}, days (day) AS (
  SELECT :first UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < :last)
SELECT (
  SELECT count(*) FROM contacts c
  WHERE c.removed_at IS NULL AND c.kind = 'employer' AND c.attended = 1 AND c.mode = 'face to face'
    AND c.on_date BETWEEN :first AND :last
    AND EXISTS (SELECT 1 FROM contact_clients cc WHERE cc.contact_id = c.id)), (
  SELECT count(*) FROM days JOIN posts ON day BETWEEN first AND last
  WHERE NOT EXISTS (
    SELECT 1 FROM absences a
    WHERE a.removed_at IS NULL AND a.staff_id = posts.staff_id AND day BETWEEN a.from_on AND a.to_on))
