-- profile.age
WITH aged AS (
  SELECT CAST(substr(:last, 1, 4) AS INTEGER) - CAST(substr(k.born_on, 1, 4) AS INTEGER)
         - (substr(:last, 6) < substr(k.born_on, 6)) AS age
  FROM clients k WHERE k.id IN (SELECT e.client_id FROM episodes e WHERE {served}))
SELECT CASE WHEN age >= 65 THEN '65+' WHEN age >= 56 THEN '56-64' WHEN age >= 46 THEN '46-55'
            WHEN age >= 36 THEN '36-45' WHEN age >= 26 THEN '26-35' WHEN age >= 16 THEN '16-25'
            ELSE 'not known' END AS band, count(*)
FROM aged GROUP BY band

-- profile.gender
SELECT coalesce(k.gender, 'not known') AS band, count(*)
FROM clients k WHERE k.id IN (SELECT e.client_id FROM episodes e WHERE {served}) GROUP BY band

-- profile.ethnic_group
SELECT CASE WHEN k.ethnic_category IN ('A', 'B', 'C') THEN 'White'
            WHEN k.ethnic_category IN ('D', 'E', 'F', 'G') THEN 'Mixed'
            WHEN k.ethnic_category IN ('H', 'J', 'K', 'L') THEN 'Asian'
            WHEN k.ethnic_category IN ('M', 'N', 'P') THEN 'Black'
            WHEN k.ethnic_category IN ('R', 'S') THEN 'Other' ELSE 'not known' END AS band, count(*)
FROM clients k WHERE k.id IN (SELECT e.client_id FROM episodes e WHERE {served}) GROUP BY band

-- profile.time_in_service
WITH latest AS (
  SELECT e.started_on, min(coalesce(e.closed_on, :last), :last) AS until,
         row_number() OVER (PARTITION BY e.client_id ORDER BY e.started_on DESC, e.id DESC) AS place
  FROM episodes e WHERE {served})
SELECT CASE WHEN until < date(started_on, '+3 months', 'floor') THEN 'under 3 months'
            WHEN until < date(started_on, '+6 months', 'floor') THEN '3 to 6 months'
            WHEN until < date(started_on, '+12 months', 'floor') THEN '6 to 12 months'
            WHEN until < date(started_on, '+24 months', 'floor') THEN '1 to 2 years'
            ELSE '2 years or more' END AS band, count(*)
FROM latest WHERE place = 1 GROUP BY band

-- profile.needs
SELECT CASE WHEN lower(n.value) IN ('social support', 'housing', 'training', 'vocational') THEN lower(n.value)
            ELSE 'other' END AS band, count(DISTINCT k.id)
FROM clients k, json_each(k.needs) n
WHERE k.id IN (SELECT e.client_id FROM episodes e WHERE {served}) GROUP BY band
