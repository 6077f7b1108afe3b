package io.kanshi.events;

/**
 * The keys under which loggers write what has a column of its own. Of several keys for one column the one listed first wins, the others
 * stay attributes.
 */
final class FieldName {

    static final int LEVEL = 0;
    static final int MESSAGE = 1;
    static final int TRACE_ID = 2;
    static final int SPAN_ID = 3;
    static final int STATUS = 4;
    static final int METHOD = 5;
    static final int PATH = 6;
    static final int USER_AGENT = 7;

    /** How many columns there are; what follows is read but has none. */
    static final int COLUMNS = 8;

    static final int PYTHON_LEVEL = 8;
    static final int OPEN_TELEMETRY_LEVEL = 9;
    static final int SYSLOG_LEVEL = 10;
    static final int SERILOG_TIME = 11;
    static final int EMBEDDED_METRICS = 12;

    private static final int RANKS = 256;
    private static final KeyTable KEYS = new KeyTable();

    static {
        names(
                LEVEL,
                "level severity lvl levelname log.level @l loglevel log_level logLevel Level LEVEL Severity SEVERITY LogLevel Lvl "
                        + "severity_text severityText SeverityText level_name levelName @level log.severity severity.text");
        names(
                MESSAGE,
                "msg message @m Message MSG MESSAGE @message @mt event Event text body Body short_message log.message RenderedMessage "
                        + "error.message err.message exception.message exception.exception_message error err Error exception");
        names(
                TRACE_ID,
                "trace_id traceId traceID TraceID TraceId Trace_ID trace.id traceid @tr trace.trace_id trace.traceId otelTraceID "
                        + "otel.trace_id dd.trace_id dd_trace_id x_trace_id xTraceId x-trace-id X-Trace-Id X-B3-TraceId x-b3-traceid "
                        + "b3_trace_id mdc.traceId mdc.trace_id context.trace_id contextMap.traceId contextMap.trace_id "
                        + "logging.googleapis.com/trace X-Amzn-Trace-Id xray_trace_id");
        names(
                SPAN_ID,
                "span_id spanId spanID SpanID SpanId Span_ID span.id spanid @sp span.span_id span.spanId trace.span_id otelSpanID "
                        + "otel.span_id dd.span_id dd_span_id X-B3-SpanId x-b3-spanid mdc.spanId mdc.span_id context.span_id "
                        + "contextMap.spanId contextMap.span_id logging.googleapis.com/spanId");
        names(
                STATUS,
                "status status_code statusCode http.status http.status_code http.statusCode http.response.status_code "
                        + "http.response.status http.resp.status http_status http_status_code httpStatus httpStatusCode "
                        + "response.status response.statusCode response.status_code res.statusCode res.status resp_status "
                        + "response_code responseCode response_status StatusCode Status httpRequest.status");
        names(
                METHOD,
                "method http.method http.req.method http.request.method http_method httpMethod request.method req.method "
                        + "request_method requestMethod RequestMethod Method verb http.verb httpRequest.requestMethod");
        names(
                PATH,
                "path http.path http.req.path http.request.path url.path http_path request.path req.path request_path requestPath "
                        + "RequestPath Path http.target uri http.uri request_uri requestUri req.uri url http.url url.full "
                        + "request.url req.url request_url requestUrl httpRequest.requestUrl http.route");
        names(
                USER_AGENT,
                "user_agent userAgent useragent UserAgent user-agent User-Agent http.user_agent http.useragent http.userAgent "
                        + "http_user_agent user_agent.original http.request.user_agent http.req.user_agent request.user_agent "
                        + "req.headers.user-agent request.headers.user-agent http.request.headers.user-agent "
                        + "req.userAgent request.userAgent httpRequest.userAgent");
        names(PYTHON_LEVEL, "levelno");
        names(OPEN_TELEMETRY_LEVEL, "severity_number severityNumber SeverityNumber");
        names(SYSLOG_LEVEL, "PRIORITY syslog_severity syslog.severity");
        names(SERILOG_TIME, "@t");
        names(EMBEDDED_METRICS, "_aws.CloudWatchMetrics");
    }

    private FieldName() {}

    private static void names(int field, String spaced) {
        int rank = 0;
        for (String name : spaced.split(" ", -1)) {
            KEYS.add(field * RANKS + rank++, name);
        }
    }

    /** Field and rank of a path, or {@link KeyTable#UNKNOWN}. */
    static int find(byte[] bytes, int from, int end) {
        return KEYS.find(bytes, from, end);
    }

    static int field(int found) {
        return found / RANKS;
    }

    /** Position among the keys for the field; the lower wins. */
    static int rank(int found) {
        return found % RANKS;
    }
}
