package io.kanshi.forwarder.imports;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through the sections of a configuration and decides of each directive what becomes of it. Every directive lands somewhere. */
final class CarryOver {

    private static final Map<String, String> SERVICE_UNNEEDED = Map.ofEntries(
            Map.entry("daemon", "a container's program runs in the foreground"),
            Map.entry("parsers_file", "the job finds the format of each line itself"),
            Map.entry("http_server", "/health and /metrics are always there, on loopback"),
            Map.entry("http_listen", "/health and /metrics listen on loopback only"),
            Map.entry("health_check", "/health judges by progress"),
            Map.entry("hc_errors_count", "/health judges by progress"),
            Map.entry("hc_retry_failure_count", "/health judges by progress"),
            Map.entry("hc_period", "/health judges by progress"),
            Map.entry("storage.sync", "a sealed frame is one file, written aside and renamed"),
            Map.entry("storage.checksum", "corrupt files are set aside and counted"),
            Map.entry("storage.metrics", "/metrics has them"),
            Map.entry("storage.backlog.mem_limit", "hold.memory-bytes bounds everything held"),
            Map.entry("storage.max_chunks_up", "hold.memory-bytes bounds everything held"),
            Map.entry("storage.delete_irrecoverable_chunks", "corrupt files are set aside and counted"),
            Map.entry("scheduler.cap", "retries are bounded by the spill, not by time"),
            Map.entry("scheduler.base", "retries are bounded by the spill, not by time"));

    private static final Map<String, String> INPUT_UNNEEDED = Map.of(
            "name", "",
            "tag", "events carry their container instead of a tag",
            "tag_prefix", "events carry their container instead of a tag",
            "storage.type", "what memory cannot hold always goes to the spill folder",
            "mem_buf_limit", "hold.memory-bytes bounds everything held, and reading never stops",
            "storage.pause_on_chunks_overlimit", "reading never stops",
            "threaded", "reading has a thread of its own",
            "buffer_chunk_size", "buffers grow as needed");

    private static final Map<String, String> PLUGINS_UNNEEDED = Map.of(
            "FILTER/parser", "the job finds the format of each line itself",
            "FILTER/multiline", "pieces and stack traces are joined by built-in rules (join)",
            "FILTER/ecs", "the task's facts come from its metadata endpoint",
            "FILTER/aws", "the task's facts come from its metadata endpoint",
            "OUTPUT/null", "it sends nothing",
            "OUTPUT/stdout", "it is for looking on; /metrics counts");

    private static final Map<String, String> PLUGINS_NOT_CARRIED = Map.of(
            "INPUT/tail", "files are not read: let the container write to its output",
            "OUTPUT/cloudwatch_logs", "the job writes errors to CloudWatch Logs, and everything to the archive",
            "OUTPUT/cloudwatch", "the job writes errors to CloudWatch Logs, and everything to the archive",
            "OUTPUT/s3", "the job writes the archive to S3",
            "OUTPUT/kinesis_firehose", "the job writes the archive to S3",
            "OUTPUT/firehose", "the job writes the archive to S3",
            "FILTER/lua", "the sidecar runs no scripts: lines arrive as they were written",
            "FILTER/rewrite_tag", "there are no tags");

    private final Findings findings;
    private @Nullable Section stream;

    CarryOver(Findings findings) {
        this.findings = findings;
    }

    void section(Section section) {
        switch (section.kind()) {
            case "SERVICE" -> section.directives().forEach(directive -> service(section, directive));
            case "INPUT" -> input(section);
            case "FILTER" -> filter(section);
            case "OUTPUT" -> output(section);
            case "PARSER" -> findings.unneeded(section, "the job finds the format of each line itself");
            case "MULTILINE_PARSER" ->
                findings.notCarried(
                        section, "lines are joined by built-in rules (Docker's pieces, stack traces, indented lines)");
            default -> findings.notCarried(section, "sections of this kind are not known");
        }
    }

    private void service(Section section, Directive directive) {
        String value = directive.value();
        switch (directive.lowerKey()) {
            case "flush" -> findings.setting(section, directive, "frame.max-age", FluentBitSize.seconds(value));
            case "grace" -> findings.setting(section, directive, "grace", FluentBitSize.seconds(value));
            case "http_port" -> findings.setting(section, directive, "health.port", value);
            case "storage.path" -> findings.setting(section, directive, "spill.folder", value);
            case "log_level" ->
                findings.notCarried(section, directive, "there are no levels: it says what is wrong, once each");
            default -> other(section, directive, SERVICE_UNNEEDED);
        }
    }

    private void input(Section section) {
        if (section.plugin().equals("forward")) {
            section.directives().forEach(directive -> forward(section, directive));
        } else if (section.plugin().equals("tcp") && section.value("Tag").startsWith("firelens-healthcheck")) {
            section.find("Port")
                    .ifPresent(port -> findings.setting(section, port, "firelens.health-port", port.value()));
        } else {
            plugin(section, "only the forward input is here");
        }
    }

    private void forward(Section section, Directive directive) {
        switch (directive.lowerKey()) {
            case "unix_path" -> findings.setting(section, directive, "forward.socket", directive.value());
            case "unix_perm" -> findings.setting(section, directive, "forward.socket-mode", directive.value());
            case "buffer_max_size" ->
                findings.setting(
                        section, directive, "forward.max-message-bytes", FluentBitSize.size(directive.value()));
            case "listen", "port" -> tcp(section, directive);
            case "shared_key", "self_hostname", "security.users", "empty_shared_key", "tls" ->
                findings.notCarried(
                        section, directive, "there is neither TLS nor a handshake: the socket and loopback need none");
            default -> other(section, directive, INPUT_UNNEEDED);
        }
    }

    /** Fluent Bit ignores both beside a socket; here both can be. */
    private void tcp(Section section, Directive directive) {
        if (section.find("Unix_Path").isPresent()) {
            findings.unneeded(section, directive, "Fluent Bit ignores it beside Unix_Path");
        } else if (directive.is("Port") || section.find("Port").isEmpty()) {
            String host = section.value("Listen").isEmpty() ? "0.0.0.0" : section.value("Listen");
            String port = section.value("Port").isEmpty() ? "24224" : section.value("Port");
            findings.setting(section, directive, "forward.tcp", host + ":" + port);
        }
    }

    private void filter(Section section) {
        if (section.plugin().equals("grep")) {
            new CarryGrep(findings).section(section);
        } else {
            plugin(section, "the sidecar does not change events; the job has filters and rules");
        }
    }

    private void output(Section section) {
        if (!Set.of("kinesis_streams", "kinesis").contains(section.plugin())) {
            plugin(section, "everything goes to one Kinesis stream");
        } else if (stream != null) {
            findings.notCarried(section, "everything goes to one stream, that of " + stream.place());
        } else {
            stream = section;
            CarryKinesis carry = new CarryKinesis(findings);
            section.directives().forEach(directive -> carry.directive(section, directive));
        }
    }

    private void plugin(Section section, String otherwise) {
        String name = section.kind() + "/" + section.plugin();
        String unneeded = PLUGINS_UNNEEDED.get(name);
        if (unneeded == null) {
            findings.notCarried(section, PLUGINS_NOT_CARRIED.getOrDefault(name, otherwise));
        } else {
            findings.unneeded(section, unneeded);
        }
    }

    private void other(Section section, Directive directive, Map<String, String> unneeded) {
        String why = unneeded.get(directive.lowerKey());
        if (why == null) {
            findings.notCarried(section, directive, "there is no such setting here");
        } else if (!why.isEmpty()) {
            findings.unneeded(section, directive, why);
        }
    }
}
