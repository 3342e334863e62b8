-- Parts that several statements share, as {name}.

-- counted_jobs
-- Every job that counts once its fourth hour is worked, with its referral and that referral's start.
counted_jobs AS (
  SELECT a.id, a.client_id, a.kind, a.employer_id, a.started_on, a.ended_on, a.contract, a.weekly_hours,
         a.hourly_pay, a.permitted_work, a.open_to_anyone, a.set_aside, e.id AS episode_id,
         e.started_on AS entered_on,
         coalesce(a.four_hours_on, (
           SELECT h.on_date FROM hours h
           WHERE h.activity_id = a.id AND h.removed_at IS NULL
             AND (SELECT sum(s.seconds) FROM hours s
                  WHERE s.activity_id = a.id AND s.on_date <= h.on_date AND s.removed_at IS NULL) >= 14400
           ORDER BY h.on_date LIMIT 1)) AS counted_on
  FROM activities a
  JOIN episodes e
    ON e.id = coalesce(a.episode_id, (
         SELECT CASE count(*) WHEN 1 THEN min(o.id) END FROM episodes o
         WHERE o.client_id = a.client_id AND o.removed_at IS NULL AND o.received_on <= a.started_on
           AND (o.closed_on IS NULL OR o.closed_on >= a.started_on)))
   AND e.removed_at IS NULL AND e.started_on <= a.started_on
  WHERE a.kind IN ('paid job', 'self-employment') AND a.removed_at IS NULL
)

-- posts
-- When each member of staff was a specialist: staff_id, first, last.
posts AS (
  SELECT s.id AS staff_id, max(k.since, s.started_on) AS first,
         min(coalesce(date(k.until, '-1 day'), '9999-12-31'), coalesce(s.left_on, '9999-12-31')) AS last
  FROM (
    SELECT staff_id, since, wte, lead(since) OVER (PARTITION BY staff_id ORDER BY since) AS until
    FROM (
      SELECT staff_id, since, wte,
             row_number() OVER (PARTITION BY staff_id, since ORDER BY entered DESC) AS place
      FROM (
        SELECT id AS staff_id, '0001-01-01' AS since, wte, 0 AS entered FROM staff
        UNION ALL
        SELECT staff_id, from_on, wte, id FROM wte_changes WHERE removed_at IS NULL))
    WHERE place = 1) k
  JOIN staff s ON s.id = k.staff_id AND s.removed_at IS NULL
  WHERE k.wte > 0
    AND max(k.since, s.started_on)
        <= min(coalesce(date(k.until, '-1 day'), '9999-12-31'), coalesce(s.left_on, '9999-12-31'))
)

-- on_caseload
e.removed_at IS NULL AND e.started_on <= :last AND (e.closed_on IS NULL OR e.closed_on > :last)

-- served
e.removed_at IS NULL AND e.started_on <= :last AND (e.closed_on IS NULL OR e.closed_on >= :first)

-- served_year
e.removed_at IS NULL AND e.started_on <= :last AND (e.closed_on IS NULL OR e.closed_on >= :year_first)

-- category
-- The permitted-work category of activity a on :day_of_category.
coalesce((
  SELECT coalesce(c.value, 'none') FROM changes c
  WHERE c.activity_id = a.id AND c.fact = 'Permitted work' AND c.removed_at IS NULL AND c.from_on <= {day}
  ORDER BY c.from_on DESC, c.id DESC LIMIT 1), a.permitted_work)
