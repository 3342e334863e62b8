-- steps.work_experience
SELECT count(DISTINCT CASE WHEN started_on BETWEEN :first AND :last THEN client_id END),
       count(DISTINCT CASE WHEN started_on <= :last AND (ended_on IS NULL OR ended_on >= :last) THEN client_id END)
FROM activities WHERE removed_at IS NULL AND kind = 'work experience'

-- steps.volunteering
SELECT count(DISTINCT CASE WHEN started_on BETWEEN :first AND :last THEN client_id END),
       count(DISTINCT CASE WHEN started_on <= :last AND (ended_on IS NULL OR ended_on >= :last) THEN client_id END)
FROM activities WHERE removed_at IS NULL AND kind = 'volunteering'

-- steps.education
SELECT count(DISTINCT CASE WHEN started_on BETWEEN :first AND :last THEN client_id END),
       count(DISTINCT CASE WHEN started_on <= :last AND (ended_on IS NULL OR ended_on >= :last) THEN client_id END)
FROM activities WHERE removed_at IS NULL AND kind = 'education'

-- steps.training
SELECT count(DISTINCT CASE WHEN started_on BETWEEN :first AND :last THEN client_id END),
       count(DISTINCT CASE WHEN started_on <= :last AND (ended_on IS NULL OR ended_on >= :last) THEN client_id END)
FROM activities WHERE removed_at IS NULL AND kind = 'training'

-- steps.share
WITH each AS (SELECT DISTINCT e.client_id FROM episodes e WHERE {served_year})
SELECT sum(client_id IN (
         SELECT client_id FROM activities
         WHERE removed_at IS NULL AND kind IN ('work experience', 'volunteering', 'education', 'training')
           AND started_on BETWEEN :year_first AND :last)),
       count(*)
FROM each

-- steps.qualifications
SELECT count(DISTINCT client_id) FROM qualifications
WHERE removed_at IS NULL AND attained_on BETWEEN :first AND :last

-- steps.specialist
SELECT count(DISTINCT client_id) FROM activities
WHERE removed_at IS NULL AND kind = 'specialist service' AND started_on BETWEEN :first AND :last
