package io.kanshi.events;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one event as a container's runtime, FireLens or Fluent Bit wrote them, apart from what the application said. Views into
 * the record, reused for every event.
 */
final class Envelope {

    /** More labels than this are left out; Docker's and ECS's own are a handful. */
    static final int MAX_EXTRAS = 24;

    final Utf8 time = new Utf8();
    final Utf8 date = new Utf8();
    final Utf8 atTimestamp = new Utf8();
    final Utf8 timestamp = new Utf8();
    final Utf8 log = new Utf8();
    final Utf8 logBase64 = new Utf8();
    final Utf8 source = new Utf8();
    final Utf8 containerId = new Utf8();
    final Utf8 containerName = new Utf8();
    final Utf8 cluster = new Utf8();
    final Utf8 taskArn = new Utf8();
    final Utf8 taskDefinition = new Utf8();
    final Utf8 service = new Utf8();
    final Utf8 partial = new Utf8();
    final Utf8 truncatedBytes = new Utf8();
    final Utf8 joined = new Utf8();

    /** Everything else: instance ids, labels. */
    final Attributes extras = new Attributes();

    final Flattener.Leaf keepExtra = (path, value, token) -> {
        if (extras.size() < MAX_EXTRAS) {
            extras.put(path, value);
        }
    };

    /** What kind of value {@link #log} is; a string's text is still escaped where {@link #logEscaped}. */
    @Nullable
    Token logKind;

    boolean logEscaped;

    /** The members that name the container, if they were met before. */
    SeenContainers.@Nullable Seen seen;

    /** Something else than those members, the stream and the header says who speaks. */
    boolean otherwiseNamed;

    private @Nullable FrameHeader header;
    private int defaultsVersion;

    private final Utf8 headerService = new Utf8();
    private final Utf8 headerCluster = new Utf8();
    private final Utf8 headerTaskArn = new Utf8();
    private final Utf8 headerTaskDefinition = new Utf8();

    /** What events of the record at hand leave out. */
    void defaults(@Nullable FrameHeader next) {
        if (isSame(header, next)) {
            return;
        }
        header = next;
        defaultsVersion++;
        text(headerService, header == null ? null : header.service());
        text(headerCluster, header == null ? null : header.cluster());
        text(headerTaskArn, header == null ? null : header.taskArn());
        text(headerTaskDefinition, header == null ? null : header.taskDefinition());
    }

    private static boolean isSame(@Nullable FrameHeader one, @Nullable FrameHeader other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return Objects.equals(one.service(), other.service())
                && Objects.equals(one.cluster(), other.cluster())
                && Objects.equals(one.taskArn(), other.taskArn())
                && Objects.equals(one.taskDefinition(), other.taskDefinition());
    }

    /** Changes when what a header says about the task does. */
    int defaultsVersion() {
        return defaultsVersion;
    }

    private static void text(Utf8 view, @Nullable String value) {
        if (value == null) {
            view.clear();
        } else {
            view.set(Utf8.of(value));
        }
    }

    void clear() {
        time.clear();
        date.clear();
        atTimestamp.clear();
        timestamp.clear();
        log.clear();
        logBase64.clear();
        source.clear();
        containerId.clear();
        containerName.clear();
        cluster.set(headerCluster);
        taskArn.set(headerTaskArn);
        taskDefinition.set(headerTaskDefinition);
        service.set(headerService);
        partial.clear();
        truncatedBytes.clear();
        joined.clear();
        extras.clear();
        logKind = null;
        logEscaped = false;
        seen = null;
        otherwiseNamed = false;
    }

    /** Whether the application's line came apart from the envelope. If not, a parser before us lifted its keys to the top. */
    boolean hasLog() {
        return logKind != null;
    }

    /** Whether the container or task is named, by the event or by the frame. */
    boolean namesContainer() {
        return containerId.isPresent()
                || containerName.isPresent()
                || taskDefinition.isPresent()
                || taskArn.isPresent()
                || headerService.isPresent();
    }

    /** A lifted key {@code service} is the application's word unless nothing else says who speaks. */
    void distrustService() {
        if (namesContainer()) {
            service.set(headerService);
        }
    }
}
