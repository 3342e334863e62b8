-- permitted.people
SELECT count(DISTINCT a.client_id) FROM activities a
WHERE a.removed_at IS NULL AND a.kind IN ('paid job', 'self-employment') AND a.started_on <= :last
  AND (a.ended_on IS NULL OR a.ended_on >= :first)
  AND ({category_on_begin} <> 'none' OR EXISTS (
    SELECT 1 FROM changes x
    WHERE x.activity_id = a.id AND x.fact = 'Permitted work' AND x.removed_at IS NULL
      AND x.from_on BETWEEN max(a.started_on, :first) AND min(:last, coalesce(a.ended_on, :last))
      AND {category_on_change} <> 'none'))

-- permitted.weeks
WITH clients_of AS (
  SELECT k.id, k.benefits, k.legal_status,
         'weekday ' || CASE k.benefit_week_ends WHEN 'Monday' THEN 1 WHEN 'Tuesday' THEN 2 WHEN 'Wednesday' THEN 3
           WHEN 'Thursday' THEN 4 WHEN 'Friday' THEN 5 WHEN 'Saturday' THEN 6 ELSE 0 END AS to_end
  FROM clients k),
weeks AS (
  SELECT DISTINCT k.id AS client_id, date(h.on_date, k.to_end) AS ends_on
  FROM activities a
  JOIN hours h ON h.activity_id = a.id AND h.removed_at IS NULL
   AND h.on_date BETWEEN date(:first, '-6 days') AND :last
  JOIN clients_of k ON k.id = a.client_id
  WHERE a.removed_at IS NULL AND a.kind IN ('paid job', 'self-employment')
    AND date(h.on_date, k.to_end) BETWEEN :first AND :last AND {category_on_hours} <> 'none'),
parts AS (
  SELECT w.client_id, w.ends_on, a.id, CAST(julianday(w.ends_on) - julianday(h.on_date) AS INTEGER) / 7 AS back,
         sum(h.seconds) AS seconds, sum(h.pence) AS pence, trim(coalesce(a.supported_by, '')) <> '' AS backed
  FROM weeks w
  JOIN activities a ON a.client_id = w.client_id AND a.removed_at IS NULL
   AND a.kind IN ('paid job', 'self-employment')
  JOIN hours h ON h.activity_id = a.id AND h.removed_at IS NULL
   AND h.on_date BETWEEN date(w.ends_on, '-34 days') AND w.ends_on
  GROUP BY 1, 2, 3, 4),
totals AS (
  SELECT client_id, ends_on,
         sum(CASE back WHEN 0 THEN seconds ELSE 0 END) AS seconds,
         sum(CASE back WHEN 0 THEN coalesce(pence, 0) ELSE 0 END) AS pence,
         CASE count(DISTINCT back) WHEN 5 THEN sum(seconds) / 5.0 END AS mean,
         max(back = 0 AND seconds > 0 AND pence IS NULL) AS unpaid,
         max(back = 0 AND coalesce(pence, 0) > 0 AND seconds = 0) AS idle,
         min(back > 0 OR seconds = 0 OR backed AND (
           SELECT {category_on_week} = 'supported' FROM activities a WHERE a.id = parts.id)) AS supported
  FROM parts GROUP BY client_id, ends_on),
facts AS (
  SELECT t.*,
         nullif(coalesce((
           SELECT coalesce(c.value, '-') FROM changes c
           WHERE c.client_id = k.id AND c.fact = 'Benefits' AND c.removed_at IS NULL AND c.from_on <= t.ends_on
           ORDER BY c.from_on DESC, c.id DESC LIMIT 1), k.benefits), '-') AS benefits,
         nullif(coalesce((
           SELECT coalesce(c.value, '-') FROM changes c
           WHERE c.client_id = k.id AND c.fact = 'Legal status' AND c.removed_at IS NULL AND c.from_on <= t.ends_on
           ORDER BY c.from_on DESC, c.id DESC LIMIT 1), k.legal_status), '-') AS legal_status,
         (SELECT min(json_extract(value, '$[2]')) FROM json_each(:limits)
          WHERE json_extract(value, '$[0]') <= t.ends_on
            AND coalesce(json_extract(value, '$[1]'), '9999') > date(t.ends_on, '-6 days')) AS most
  FROM totals t JOIN clients k ON k.id = t.client_id)
SELECT CASE
    WHEN legal_status IN ('15', '16', '34', '37', '38') THEN 'not applicable'
    WHEN benefits IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM json_each(benefits) WHERE value IN ('ESA new style', 'ESA old style', 'IB or SDA'))
      THEN 'not applicable'
    WHEN benefits IS NULL OR unpaid OR idle THEN 'incomplete'
    WHEN pence <= 2000 THEN 'within the lower limit'
    WHEN supported AND pence <= most THEN 'within supported work'
    WHEN seconds >= 57600 AND (mean IS NULL OR mean >= 57600) THEN iif(pence > most, 'over both', 'over hours')
    WHEN pence > most THEN 'over earnings'
    WHEN seconds >= 57600 THEN 'within on average: get advice'
    ELSE 'within' END AS band, count(*)
FROM facts GROUP BY band

-- permitted.hours
SELECT sum(h.seconds) FROM activities a
JOIN hours h ON h.activity_id = a.id AND h.removed_at IS NULL AND h.on_date BETWEEN :first AND :last
WHERE a.removed_at IS NULL AND a.kind IN ('paid job', 'self-employment') AND {category_on_hours} <> 'none'

-- permitted.earnings
SELECT sum(h.pence) FROM activities a
JOIN hours h ON h.activity_id = a.id AND h.removed_at IS NULL AND h.on_date BETWEEN :first AND :last
WHERE a.removed_at IS NULL AND a.kind IN ('paid job', 'self-employment') AND {category_on_hours} <> 'none'

-- permitted.not_notified
SELECT count(DISTINCT a.client_id) FROM activities a
WHERE a.removed_at IS NULL AND a.kind IN ('paid job', 'self-employment') AND a.started_on <= :last
  AND (a.ended_on IS NULL OR a.ended_on >= :last) AND (a.pw1_sent_on IS NULL OR a.pw1_sent_on > :last)
  AND {category_on_last} IN ('higher', 'supported')
