-- The queue of the job that sends waiting visitors on: to a better clinic, from one that closed, when a step can begin.
SELECT pgboss.create_queue('journeys.move-on', '{"policy": "singleton"}');
