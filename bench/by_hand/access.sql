-- access.referrals
SELECT count(*) FROM episodes WHERE removed_at IS NULL AND received_on BETWEEN :first AND :last

-- access.accepted
SELECT count(*) FROM episodes WHERE removed_at IS NULL AND accepted_on BETWEEN :first AND :last

-- access.started
SELECT count(DISTINCT client_id) FROM episodes WHERE removed_at IS NULL AND started_on BETWEEN :first AND :last

-- access.served
SELECT count(DISTINCT e.client_id) FROM episodes e WHERE {served}

-- access.served_year
SELECT count(DISTINCT e.client_id) FROM episodes e WHERE {served_year}

-- access.days_to_start
WITH taken AS (
  SELECT CAST(julianday(started_on) - julianday(accepted_on) AS INTEGER) AS days FROM episodes
  WHERE removed_at IS NULL AND started_on BETWEEN :first AND :last AND accepted_on IS NOT NULL)
SELECT count(*), sum(days), {median}, NULL FROM taken

-- access.not_ready
SELECT count(*) FROM episodes
WHERE removed_at IS NULL AND declined_on BETWEEN :first AND :last AND lower(decline_reason) = 'not ready'

-- caseload.working
SELECT count(DISTINCT e.client_id) FROM episodes e
WHERE {on_caseload} AND e.client_id NOT IN (
  SELECT a.client_id FROM activities a
  WHERE a.kind IN ('paid job', 'self-employment') AND a.removed_at IS NULL AND a.started_on <= :last
    AND (a.ended_on IS NULL OR a.ended_on >= :last) AND {category_on_last} <> 'none')

-- caseload.permitted_work
SELECT count(DISTINCT e.client_id) FROM episodes e
WHERE {on_caseload} AND e.client_id IN (
  SELECT a.client_id FROM activities a
  WHERE a.kind IN ('paid job', 'self-employment') AND a.removed_at IS NULL AND a.started_on <= :last
    AND (a.ended_on IS NULL OR a.ended_on >= :last) AND {category_on_last} <> 'none')

-- caseload.named_specialist
WITH {posts}, named AS (
  SELECT e.client_id,
         nullif(coalesce((
           SELECT coalesce(c.staff_id, -1) FROM changes c
           WHERE c.episode_id = e.id AND c.fact = 'Staff ID' AND c.removed_at IS NULL AND c.from_on <= :last
           ORDER BY c.from_on DESC, c.id DESC LIMIT 1), e.staff_id), -1) AS staff_id
  FROM episodes e WHERE {on_caseload}),
each AS (
  SELECT max(staff_id IS NOT NULL AND staff_id IN (
           SELECT staff_id FROM posts WHERE :last BETWEEN first AND last)) AS met
  FROM named GROUP BY client_id)
SELECT sum(met), count(*) FROM each

-- caseload.plan
WITH each AS (
  SELECT max(EXISTS (
           SELECT 1 FROM plans p WHERE p.client_id = e.client_id AND p.removed_at IS NULL
             AND p.agreed_on BETWEEN e.received_on AND :last)) AS met
  FROM episodes e WHERE {on_caseload} GROUP BY e.client_id)
SELECT sum(met), count(*) FROM each

-- caseload.from_team
WITH ours AS (
  SELECT DISTINCT e.client_id,
         nullif(coalesce((
           SELECT coalesce(c.team_id, -1) FROM changes c
           WHERE c.client_id = e.client_id AND c.fact = 'Team ID' AND c.removed_at IS NULL AND c.from_on <= :last
           ORDER BY c.from_on DESC, c.id DESC LIMIT 1), k.team_id), -1) AS team_id
  FROM episodes e JOIN clients k ON k.id = e.client_id
  WHERE {on_caseload}),
by_team AS (SELECT team_id, count(*) AS people FROM ours GROUP BY team_id)
SELECT sum(coalesce(b.people, 0)), sum(t.caseload)
FROM teams t LEFT JOIN by_team b ON b.team_id = t.id
WHERE t.removed_at IS NULL AND t.caseload IS NOT NULL AND t.caseload_on <= :last
  AND (t.opened_on IS NULL OR t.opened_on <= :last) AND (t.closed_on IS NULL OR t.closed_on >= :last)
