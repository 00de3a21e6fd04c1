-- Answers that are kept for a day are dropped by their age, every few seconds: without a look at all of them.
CREATE INDEX answers_by_age ON answers (at_s);
