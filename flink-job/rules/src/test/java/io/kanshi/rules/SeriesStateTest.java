package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.rules.Pane.ErrorCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesStateTest {

    private static final Ruleset RULES = Series.rules("{name: a, kind: error_rate, above: 5%, window: 1h, every: 1m}");

    private static byte[] bytes(SeriesState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void anHourOfCalmSecondsIsSmall() throws IOException {
        SeriesState state = new SeriesState();
        RuleEngine engine = new RuleEngine(RULES);
        for (int second = 0; second < 3700; second++) {
            engine.onPane(state, Series.logs(RULES, second, 1000, 0));
        }
        engine.onTime(state, Series.START + 3_700_000, new Findings());

        assertThat(state.panes.size()).isBetween(3600, 3660);
        assertThat(bytes(state).length).isLessThan(3660 * 30);
    }

    @Test
    void theWorstHourIsBounded() throws IOException {
        SeriesState state = new SeriesState();
        RuleEngine engine = new RuleEngine(RULES);
        long fingerprint = 0;
        for (int second = 0; second < 3700; second++) {
            Pane pane = Series.logs(RULES, second, 1000, 1000);
            List<ErrorCount> errors = new ArrayList<>();
            for (int i = 0; i < PaneMath.MAX_FINGERPRINTS; i++) {
                errors.add(Series.error(fingerprint++, 10, pane.second, "x".repeat(SampleText.MAX_LENGTH)));
            }
            errors.sort(Comparator.comparing((ErrorCount error) -> error.fingerprint, PaneMath::compareFingerprints));
            pane.topErrors = errors;
            engine.onPane(state, pane);
            engine.onTime(state, pane.second, new Findings());
        }
        engine.onTime(state, Series.START + 3_700_000, new Findings());

        assertThat(bytes(state).length).isLessThan(5_000_000);
    }

    /** Written by the version before threads were named after the alert before. */
    @Test
    void anAlertOfFormOneEndsInTheThreadInWhichItBegan() throws IOException {
        Ruleset rules = Series.rules(
                "{name: rate, kind: error_rate, window: 1m, above: 5%, min_events: 20}",
                "{name: calm, kind: error_count, window: 1m, above: 5000}");
        SeriesState state = SeriesState.read(new DataInputStream(new ByteArrayInputStream(resource("series-v1.hex"))));
        RuleEngine engine = new RuleEngine(rules);
        engine.onPane(state, Series.logs(rules, 130, 100, 1));
        List<AlertEvent> alerts = new ArrayList<>();
        engine.onTime(state, Series.START + 180_000, new Findings(alerts, new ArrayList<>()));

        assertThat(Series.brief(alerts)).containsExactly("resolved@180");
        assertThat(alerts.get(0).threadId()).isEqualTo("019bb215779a190937ed2103f8c6e8e5");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SeriesStateTest.class.getResourceAsStream("/series/" + name)) {
            assertThat(in).isNotNull();
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void whatItDidNotWriteItDoesNotRead() throws IOException {
        SeriesState state = new SeriesState();
        new RuleEngine(RULES).onPane(state, Series.logs(RULES, 1, 5, 5));
        byte[] whole = bytes(AlertModelTest.stored(state));

        byte[] newer = whole.clone();
        newer[0] = 9;
        assertThatThrownBy(() -> SeriesState.read(new DataInputStream(new ByteArrayInputStream(newer))))
                .isInstanceOf(IOException.class)
                .hasMessage("State of a series in form 9; this version reads forms 1 to 2");
        assertThatThrownBy(() ->
                        SeriesState.read(new DataInputStream(new ByteArrayInputStream(whole, 0, whole.length - 1))))
                .isInstanceOf(IOException.class);
    }
}
