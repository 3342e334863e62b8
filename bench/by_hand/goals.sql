-- goals.progress
WITH rated AS (
  SELECT goal_id, max(on_date) AS last_on, min(on_date) AS first_on
  FROM goal_ratings WHERE removed_at IS NULL AND on_date BETWEEN :first AND :last GROUP BY goal_id),
each AS (
  SELECT first_on, last_on,
    (SELECT b.rating FROM goal_ratings b WHERE b.goal_id = g.id AND b.removed_at IS NULL AND b.on_date < :first
     ORDER BY b.on_date DESC, b.id DESC LIMIT 1) AS before,
    (SELECT f.rating FROM goal_ratings f WHERE f.goal_id = g.id AND f.removed_at IS NULL AND f.on_date = first_on
     ORDER BY f.id DESC LIMIT 1) AS first_rating,
    (SELECT l.rating FROM goal_ratings l WHERE l.goal_id = g.id AND l.removed_at IS NULL AND l.on_date = last_on
     ORDER BY l.id DESC LIMIT 1) AS last_rating
  FROM rated JOIN goals g ON g.id = rated.goal_id WHERE g.removed_at IS NULL)
SELECT sum(last_rating > coalesce(before, first_rating)), count(*) FROM each
WHERE before IS NOT NULL OR first_on < last_on

-- goals.reached
SELECT count(*) FROM goals WHERE removed_at IS NULL AND reached_on BETWEEN :first AND :last

-- plans.reviewed
SELECT sum(coalesce(reviewed_on BETWEEN agreed_on AND :last, 0)), count(*) FROM plans
WHERE removed_at IS NULL AND next_review_on BETWEEN :first AND :last

-- advice.coordinators
WITH asked AS (
  SELECT DISTINCT c.care_coordinator_id AS id
  FROM episodes e JOIN clients c ON c.id = e.client_id JOIN staff s ON s.id = c.care_coordinator_id
  WHERE {on_caseload} AND c.removed_at IS NULL AND s.removed_at IS NULL),
met AS (
  SELECT c.care_coordinator_id AS id
  FROM contacts t JOIN contact_clients p ON p.contact_id = t.id JOIN clients c ON c.id = p.client_id
  WHERE t.removed_at IS NULL AND t.kind = 'care coordinator' AND t.attended = 1
    AND t.on_date BETWEEN :first AND :last AND c.removed_at IS NULL)
SELECT sum(id IN (SELECT id FROM met WHERE id IS NOT NULL)), count(*) FROM asked
