-- The hard corpus: its formats are known in advance and each line is read by one expression only. Stack traces are not joined: each of
-- their lines stays a row. The rest as in uniform.sql.
COPY (
  WITH lines AS (
    SELECT *,
      (date * 1000)::BIGINT AS millis,
      CASE WHEN starts_with(log, '{') THEN json_transform(log,
        '{"level":"VARCHAR","severity":"VARCHAR","msg":"VARCHAR","message":"VARCHAR","trace_id":"VARCHAR","status":"INTEGER",
          "latency_ms":"VARCHAR","user":{"id":"VARCHAR","plan":"VARCHAR"},"grpc.service":"VARCHAR","grpc.method":"VARCHAR","grpc.code":"VARCHAR"}') END AS j,
      CASE WHEN contains(log, 'HTTP/1.1" ') THEN regexp_extract(log,
        '^\S+ \S+ \S+ \[[^\]]+\] "(\S+) (\S+) [^"]*" (\d+) \d+ "[^"]*" "([^"]*)"$', ['method', 'path', 'status', 'agent']) END AS a,
      CASE WHEN starts_with(log, 'ts=') THEN regexp_extract(log, '^ts=\S+ level=(\S+) msg="([^"]*)"(.*)$', ['level', 'msg', 'rest'])
           WHEN contains(log, ' : ') THEN regexp_extract(log, '^\S+ \S+ (\S+) +\[([^\]]*)\] \S+ : (.*)$', ['level', 'rest', 'msg'])
           END AS t
    FROM read_ndjson('${in}', columns = {date: 'DOUBLE', source: 'VARCHAR', log: 'VARCHAR', container_id: 'VARCHAR',
      container_name: 'VARCHAR', ecs_cluster: 'VARCHAR', ecs_task_arn: 'VARCHAR', ecs_task_definition: 'VARCHAR'})
  ), events AS (
    SELECT *,
      lower(coalesce(j.level, j.severity, t.level)) AS level,
      coalesce(j.msg, j.message, t.msg, log) AS message,
      coalesce(j.status, try_cast(a.status AS INTEGER)) AS status,
      make_timestamp_ms(millis) AS time
    FROM lines
    WHERE NOT coalesce(j."grpc.service" = 'grpc.health.v1.Health' AND j."grpc.code" = 'OK' AND j.level <> 'error', false)
      AND NOT coalesce(starts_with(a.agent, 'ELB-HealthChecker') AND try_cast(a.status AS INTEGER) < 400, false)
  )
  SELECT
    time,
    millis * 1000000 AS time_nanos,
    time AS observed_time,
    level,
    split_part(ecs_task_definition, ':', 1) AS service,
    ecs_cluster AS cluster,
    split_part(ecs_task_arn, '/', 3) AS task_id,
    ecs_task_definition AS task_definition,
    container_name[2:] AS container_name,
    container_id,
    source,
    message,
    coalesce(j.trace_id, CASE WHEN contains(message, 'TraceID: ') THEN regexp_extract(message, 'TraceID: ([0-9a-f]{32})', 1) END) AS trace_id,
    NULL::VARCHAR AS span_id,
    status,
    a.method AS method,
    a.path AS path,
    a.agent AS user_agent,
    printf('%016x', hash(regexp_replace(message, '[0-9]+', '#', 'g'))) AS fingerprint,
    CASE WHEN j IS NOT NULL THEN MAP {'latency_ms': j.latency_ms, 'user.id': j.user.id, 'user.plan': j.user.plan, 'grpc.code': j."grpc.code"}
         WHEN t IS NOT NULL THEN MAP {'rest': t.rest} END AS attributes,
    log,
    NULL::VARCHAR AS log_base64,
    'boot' AS boot, 0 AS lane, 0::BIGINT AS seq, 0 AS line,
    strftime(time, '%Y-%m-%d') AS dt,
    strftime(time, '%H') AS hour
  FROM events
) TO '${out}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARTITION_BY (dt, hour))
