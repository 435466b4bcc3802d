-- Embeds posts with the shipped encoder and compares them: deploy/sql/sql-client.sh -f deploy/sql/embed.sql
SET 'sql-client.execution.result-mode' = 'TABLEAU';
SET 'execution.runtime-mode' = 'BATCH';

LOAD MODULE murmuration;

CREATE MODEL encoder
INPUT (body STRING)
OUTPUT (embedding ARRAY<FLOAT>, `language` STRING, sentiment STRING, toxicity FLOAT, error STRING)
WITH (
  'provider' = 'murmuration',
  'task' = 'embed',
  'model' = 'model-udfs/models/encoder/1.4.0',
  'device' = 'auto',
  'on-reject' = 'null'
);

CREATE TEMPORARY VIEW posts AS SELECT * FROM (VALUES
  (1, 'The cat sleeps on the sofa'),
  (2, 'A cat is asleep on the couch'),
  (3, 'Le chat dort sur le canapé'),
  (4, 'The council votes on the budget tonight')) AS t(id, body);

CREATE TEMPORARY VIEW vectors AS
SELECT id, body, embedding, `language`
FROM TABLE(ML_PREDICT(
  INPUT => TABLE posts, MODEL => MODEL encoder, ARGS => DESCRIPTOR(body),
  CONFIG => MAP['async', 'true', 'max-concurrent-operations', '256']));

SELECT a.body AS post, b.body AS other, b.`language`, ROUND(COSINE(a.embedding, b.embedding), 3) AS cosine
FROM vectors a JOIN vectors b ON a.id = 1 AND b.id > 1
ORDER BY cosine DESC;
