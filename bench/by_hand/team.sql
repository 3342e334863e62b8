-- involvement.decisions
SELECT sum(EXISTS (SELECT 1 FROM decision_meeting_clients p JOIN clients c ON c.id = p.client_id
         WHERE p.meeting_id = m.id AND c.removed_at IS NULL)), count(*)
FROM decision_meetings m WHERE m.removed_at IS NULL AND m.on_date BETWEEN :first AND :last

-- team.specialist_named
WITH {posts},
named AS (
  SELECT DISTINCT s.team_id FROM staff_teams s JOIN posts p ON p.staff_id = s.staff_id
  WHERE :last BETWEEN p.first AND p.last)
SELECT count(n.team_id), count(*) FROM teams t LEFT JOIN named n ON n.team_id = t.id
WHERE t.removed_at IS NULL AND (t.opened_on IS NULL OR t.opened_on <= :last)
  AND (t.closed_on IS NULL OR t.closed_on >= :last)

-- team.audits
WITH RECURSIVE starts (first) AS (
  SELECT date(:first, '-1 day', 'start of month', '+1 month')
  UNION ALL SELECT date(first, '+1 month') FROM starts WHERE date(first, '+1 month') <= :last),
months AS (SELECT first FROM starts WHERE date(first, '+1 month', '-1 day') <= :last),
audited AS (
  SELECT DISTINCT date(on_date, 'start of month') AS first FROM file_audits
  WHERE removed_at IS NULL AND on_date BETWEEN :first AND :last)
SELECT count(a.first), count(*) FROM months m LEFT JOIN audited a ON a.first = m.first

-- team.training
WITH trained AS (
  SELECT staff_id FROM staff_training
  WHERE removed_at IS NULL AND topic <> 'other' AND on_date BETWEEN :year_first AND :last
  GROUP BY staff_id HAVING count(DISTINCT topic) = 5)
SELECT count(r.staff_id), count(*) FROM staff s LEFT JOIN trained r ON r.staff_id = s.id
WHERE s.removed_at IS NULL AND s.started_on <= :last AND (s.left_on IS NULL OR s.left_on >= :last)
