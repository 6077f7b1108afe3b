package io.kanshi.forwarder.kinesis;

import io.kanshi.forwarder.hold.FrameId;
import java.util.List;

/**
 * What became of a request.
 *
 * @param accepted the frames that have arrived
 * @param throttled how many were refused because their shard is at its limit
 * @param failure why the others, or the whole request, were not taken; empty when that was throttling only
 */
public record Outcome(List<FrameId> accepted, int throttled, String failure) {

    static Outcome failed(String why) {
        return new Outcome(List.of(), 0, why);
    }

    boolean isThrottled() {
        return throttled > 0;
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }
}
