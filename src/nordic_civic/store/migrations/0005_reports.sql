-- Reports: the decision that took note of what came back on a task.

ALTER TABLE mandate_fates ADD COLUMN report_id TEXT;

UPDATE state SET stale = 1;
