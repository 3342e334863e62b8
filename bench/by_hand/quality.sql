-- involvement.people
SELECT count(DISTINCT client_id) FROM involvements WHERE removed_at IS NULL AND on_date BETWEEN :first AND :last

-- survey.positive
SELECT sum(overall >= 4), count(*) FROM survey_responses
WHERE removed_at IS NULL AND on_date BETWEEN :first AND :last AND overall IS NOT NULL

-- fidelity.score
SELECT {total} AS total FROM fidelity_reviews
WHERE removed_at IS NULL AND on_date <= :last AND total IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1

-- fidelity.actions
SELECT sum(coalesce(done_on <= :last, 0)), count(*) FROM fidelity_actions
WHERE removed_at IS NULL AND due_on <= :last AND review_id = (
  SELECT id FROM fidelity_reviews
  WHERE removed_at IS NULL AND on_date <= :last AND {total} IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1)

-- risk.own_view
WITH each AS (SELECT DISTINCT e.client_id FROM episodes e WHERE {on_caseload})
SELECT sum(coalesce((
         SELECT coalesce(r.own_view, '') <> '' FROM risks r
         WHERE r.client_id = each.client_id AND r.removed_at IS NULL AND r.on_date <= :last
         ORDER BY r.on_date DESC, r.id DESC LIMIT 1), 0)),
       count(*)
FROM each

-- training.joint
WITH people AS (
  SELECT DISTINCT e.client_id IN (
           SELECT p.client_id FROM joint_training_clients p JOIN joint_trainings t ON t.id = p.training_id
           WHERE t.removed_at IS NULL AND t.on_date <= :last) AS met, 'client', e.client_id
  FROM episodes e WHERE {on_caseload}
  UNION ALL
  SELECT s.id IN (
           SELECT p.staff_id FROM joint_training_staff p JOIN joint_trainings t ON t.id = p.training_id
           WHERE t.removed_at IS NULL AND t.on_date <= :last), 'staff', s.id
  FROM staff s
  WHERE s.removed_at IS NULL AND s.started_on <= :last AND (s.left_on IS NULL OR s.left_on >= :last))
SELECT sum(met), count(*) FROM people
