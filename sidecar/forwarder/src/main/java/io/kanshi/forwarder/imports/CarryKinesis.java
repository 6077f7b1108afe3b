package io.kanshi.forwarder.imports;

import java.util.Map;

/** The directives of a Kinesis output. */
final class CarryKinesis {

    private static final Map<String, String> UNNEEDED = Map.of(
            "name", "",
            "match", "everything is sent",
            "match_regex", "everything is sent",
            "partition_key", "frames of one sidecar share a key, so that their order is kept",
            "compression", "frames are always zstd",
            "aggregation", "frames are aggregated always",
            "retry_limit", "retries are bounded by the spill, not by a count",
            "auto_retry_requests", "only refused records are sent again",
            "workers", "kinesis.max-lanes opens more lanes under throttling",
            "time_key", "events always carry their time, in nanoseconds");

    private static final String ROLE = "give the task's role the right to the stream: another role is not assumed";
    private static final String WHOLE = "whole events are sent; the job needs them";

    private static final Map<String, String> NOT_CARRIED = Map.of(
            "role_arn", ROLE,
            "external_id", ROLE,
            "sts_endpoint", ROLE,
            "profile", ROLE,
            "log_key", WHOLE,
            "data_keys", WHOLE,
            "time_key_format", "times are RFC 3339 always",
            "tls.verify", "certificates are always checked");

    private final Findings findings;

    CarryKinesis(Findings findings) {
        this.findings = findings;
    }

    void directive(Section section, Directive directive) {
        String key = directive.lowerKey();
        String unneeded = UNNEEDED.get(key);
        switch (key) {
            case "stream" -> findings.setting(section, directive, "kinesis.stream", directive.value());
            case "region" -> findings.setting(section, directive, "kinesis.region", directive.value());
            case "endpoint" -> findings.setting(section, directive, "kinesis.endpoint", endpoint(directive.value()));
            case "storage.total_limit_size" ->
                findings.setting(section, directive, "spill.max-bytes", FluentBitSize.size(directive.value()));
            default -> {
                if (unneeded == null) {
                    findings.notCarried(
                            section, directive, NOT_CARRIED.getOrDefault(key, "there is no such setting here"));
                } else if (!unneeded.isEmpty()) {
                    findings.unneeded(section, directive, unneeded);
                }
            }
        }
    }

    private static String endpoint(String value) {
        return value.contains("://") ? value : "https://" + value;
    }
}
