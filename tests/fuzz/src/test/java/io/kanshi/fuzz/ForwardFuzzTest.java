package io.kanshi.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kanshi.forwarder.forward.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client may send: nothing is thrown, nothing hangs or grows, and what comes out are frames of JSON that add up. */
final class ForwardFuzzTest {

    /** Then a new sidecar, so that what one input leaves behind meets some of the next and not all. */
    private static final int INPUTS_A_SIDECAR = 1000;

    private static final Map<Refusal, Long> REFUSED = new EnumMap<>(Refusal.class);
    private static FuzzedSidecar sidecar = new FuzzedSidecar();
    private static long inputs;
    private static long events;

    static Stream<byte[]> seeds() {
        return ForwardSeeds.inputs();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15s")
    void forward(byte[] data) throws Exception {
        sidecar.take(ForwardInput.of(data));
        inputs++;
        if (inputs % INPUTS_A_SIDECAR == 0) {
            count();
            sidecar = new FuzzedSidecar();
        }
    }

    private static void count() {
        events += sidecar.events();
        for (Refusal refusal : Refusal.values()) {
            REFUSED.merge(refusal, sidecar.refused(refusal), Long::sum);
        }
        sidecar.close();
    }

    @AfterAll
    static void say() {
        count();
        StringBuilder refused = new StringBuilder();
        REFUSED.forEach(
                (reason, count) -> refused.append(count == 0 ? "" : ", " + reason.text() + " " + Said.count(count)));
        Said.say("forward: " + Said.count(inputs) + " inputs, " + Said.count(events) + " events" + refused);
    }
}
