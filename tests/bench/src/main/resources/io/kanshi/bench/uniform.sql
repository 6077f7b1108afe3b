-- The uniform corpus: one JSON shape, known in advance (an advantage over a reader that takes any shape). All columns of the archive;
-- the fingerprint is a hash of the message with its digits masked; boot, lane, seq and line are constants; nothing is sorted.
COPY (
  SELECT
    make_timestamp_ms((date * 1000)::BIGINT) AS time,
    (date * 1000)::BIGINT * 1000000 AS time_nanos,
    make_timestamp_ms((date * 1000)::BIGINT) AS observed_time,
    j.level AS level,
    split_part(ecs_task_definition, ':', 1) AS service,
    ecs_cluster AS cluster,
    split_part(ecs_task_arn, '/', 3) AS task_id,
    ecs_task_definition AS task_definition,
    container_name[2:] AS container_name,
    container_id,
    source,
    j.msg AS message,
    j.trace_id AS trace_id,
    NULL::VARCHAR AS span_id,
    j.status AS status,
    NULL::VARCHAR AS method,
    NULL::VARCHAR AS path,
    NULL::VARCHAR AS user_agent,
    printf('%016x', hash(regexp_replace(j.msg, '[0-9]+', '#', 'g'))) AS fingerprint,
    MAP {'latency_ms': j.latency_ms, 'caller': j.caller} AS attributes,
    log,
    NULL::VARCHAR AS log_base64,
    'boot' AS boot, 0 AS lane, 0::BIGINT AS seq, 0 AS line,
    strftime(make_timestamp_ms((date * 1000)::BIGINT), '%Y-%m-%d') AS dt,
    strftime(make_timestamp_ms((date * 1000)::BIGINT), '%H') AS hour
  FROM (
    SELECT *, json_transform(log, '{"level":"VARCHAR","msg":"VARCHAR","trace_id":"VARCHAR","status":"INTEGER","latency_ms":"VARCHAR","caller":"VARCHAR"}') AS j
    FROM read_ndjson('${in}', columns = {date: 'DOUBLE', source: 'VARCHAR', log: 'VARCHAR', container_id: 'VARCHAR',
      container_name: 'VARCHAR', ecs_cluster: 'VARCHAR', ecs_task_arn: 'VARCHAR', ecs_task_definition: 'VARCHAR'}))
  WHERE NOT ((contains(j.msg, 'grpc.health') OR contains(j.msg, 'healthcheck.Check'))
    AND coalesce(j.level, '') NOT IN ('error', 'fatal') AND coalesce(j.status, 0) < 400)
) TO '${out}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARTITION_BY (dt, hour))
