-- team.meetings
WITH RECURSIVE {posts}, starts (first) AS (
  SELECT date(:first, '-1 day', 'start of month', '+1 month')
  UNION ALL SELECT date(first, '+1 month') FROM starts WHERE date(first, '+1 month') <= :last),
months AS (
  SELECT first, date(first, '+1 month', '-1 day') AS last FROM starts
  WHERE date(first, '+1 month', '-1 day') <= :last),
attended AS (
  SELECT m.id, m.team_id, date(m.on_date, 'start of month') AS month
  FROM team_meetings m
  WHERE m.removed_at IS NULL AND m.kind = 'referral or allocation' AND m.on_date BETWEEN :first AND :last
    AND EXISTS (
      SELECT 1 FROM team_meeting_staff s JOIN posts p ON p.staff_id = s.staff_id
      WHERE s.meeting_id = m.id AND m.on_date BETWEEN p.first AND p.last)),
counted AS (SELECT team_id, month, count(*) AS meetings FROM attended GROUP BY team_id, month)
SELECT sum(coalesce(c.meetings, 0) >= 2), count(*)
FROM months JOIN teams t ON t.removed_at IS NULL
 AND (t.opened_on IS NULL OR t.opened_on <= months.first) AND (t.closed_on IS NULL OR t.closed_on >= months.last)
LEFT JOIN counted c ON c.team_id = t.id AND c.month = months.first

-- team.lead_contact
WITH RECURSIVE starts (first) AS (
  SELECT date(:first, '-1 day', 'weekday 0', '+1 day')
  UNION ALL SELECT date(first, '+7 days') FROM starts WHERE date(first, '+7 days') <= :last),
weeks AS (SELECT first, date(first, '+6 days') AS last FROM starts WHERE date(first, '+6 days') <= :last)
SELECT sum(EXISTS (
         SELECT 1 FROM contacts c
         WHERE c.removed_at IS NULL AND c.team_id = t.id AND c.kind = 'clinical vocational lead'
           AND c.attended = 1 AND c.on_date BETWEEN weeks.first AND weeks.last)),
       count(*)
FROM weeks JOIN teams t ON t.removed_at IS NULL
 AND (t.opened_on IS NULL OR t.opened_on <= weeks.first) AND (t.closed_on IS NULL OR t.closed_on >= weeks.last)

-- team.partner_contacts
SELECT count(*) FROM contacts
WHERE removed_at IS NULL AND kind = 'partner agency' AND attended = 1 AND on_date BETWEEN :first AND :last

-- team.supervision
WITH RECURSIVE {posts}, starts (first) AS (
  SELECT date(:first, '-1 day', 'start of month', '+1 month')
  UNION ALL SELECT date(first, '+1 month') FROM starts WHERE date(first, '+1 month') <= :last),
months AS (
  SELECT first, date(first, '+1 month', '-1 day') AS last FROM starts
  WHERE date(first, '+1 month', '-1 day') <= :last)
SELECT sum(EXISTS (
         SELECT 1 FROM supervisions s
         WHERE s.removed_at IS NULL AND s.staff_id = a.staff_id AND s.kind = 'one to one'
           AND s.on_date BETWEEN m.first AND m.last)),
       count(*)
FROM months m
JOIN posts a ON m.first BETWEEN a.first AND a.last
JOIN posts b ON b.staff_id = a.staff_id AND m.last BETWEEN b.first AND b.last
