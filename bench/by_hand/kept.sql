-- kept.13_weeks
WITH {counted_jobs}
SELECT sum(ended_on IS NULL OR ended_on >= date(started_on, '+91 days')), count(*) FROM counted_jobs
WHERE started_on BETWEEN date(:first, '-91 days') AND date(:last, '-91 days') AND counted_on <= :last

-- kept.3_months
WITH {counted_jobs}
SELECT sum(ended_on IS NULL OR ended_on >= date(started_on, '+3 months', 'floor')), count(*) FROM counted_jobs
WHERE started_on BETWEEN date(:first, '-3 months', 'floor') AND date(:last, '-3 months', 'floor', '+3 days')
  AND date(started_on, '+3 months', 'floor') BETWEEN :first AND :last AND counted_on <= :last

-- kept.6_months
WITH {counted_jobs}
SELECT sum(ended_on IS NULL OR ended_on >= date(started_on, '+6 months', 'floor')), count(*) FROM counted_jobs
WHERE started_on BETWEEN date(:first, '-6 months', 'floor') AND date(:last, '-6 months', 'floor', '+3 days')
  AND date(started_on, '+6 months', 'floor') BETWEEN :first AND :last AND counted_on <= :last

-- kept.9_months
WITH {counted_jobs}
SELECT sum(ended_on IS NULL OR ended_on >= date(started_on, '+9 months', 'floor')), count(*) FROM counted_jobs
WHERE started_on BETWEEN date(:first, '-9 months', 'floor') AND date(:last, '-9 months', 'floor', '+3 days')
  AND date(started_on, '+9 months', 'floor') BETWEEN :first AND :last AND counted_on <= :last

-- kept.12_months
WITH {counted_jobs}
SELECT sum(ended_on IS NULL OR ended_on >= date(started_on, '+12 months', 'floor')), count(*) FROM counted_jobs
WHERE started_on BETWEEN date(:first, '-12 months', 'floor') AND date(:last, '-12 months', 'floor', '+3 days')
  AND date(started_on, '+12 months', 'floor') BETWEEN :first AND :last AND counted_on <= :last

-- kept.from_last_year
WITH {counted_jobs}
SELECT count(DISTINCT j.client_id) FROM counted_jobs j
WHERE j.counted_on <= :financial_eve AND j.started_on <= :financial_first
  AND (j.ended_on IS NULL OR j.ended_on >= :financial_first)
  AND EXISTS (
    SELECT 1 FROM episodes e WHERE e.client_id = j.client_id AND e.removed_at IS NULL
      AND e.started_on <= :financial_first AND (e.closed_on IS NULL OR e.closed_on > :financial_first))
  AND EXISTS (
    SELECT 1 FROM contact_clients cc JOIN contacts c ON c.id = cc.contact_id
    WHERE cc.client_id = j.client_id AND c.removed_at IS NULL AND c.attended = 1
      AND c.on_date BETWEEN :financial_first AND :last)

-- retention.supported
SELECT count(DISTINCT e.client_id) FROM episodes e
WHERE {served} AND e.position_at_start = 'in work, job at risk'

-- retention.kept
SELECT sum(retention_outcome IN ('kept', 'kept, changed', 'moved to another job')), count(*) FROM episodes
WHERE removed_at IS NULL AND retention_outcome_on BETWEEN :first AND :last
  AND position_at_start = 'in work, job at risk' AND retention_outcome IS NOT NULL
