package io.kanshi.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stored ledgers. The bytes of earlier forms are kept: whatever comes later must still read them. */
final class LedgerFormTest {

    private final Sender sender = new Sender("b");
    private final Ledger ledger = new Ledger();
    private final List<LogGap> gaps = new ArrayList<>();

    /** A hole of lane 0 was told with the lines of lane 1, none of whose frames had come; gives the frame of lane 1. */
    private FrameReceipt aToldHole() {
        ledger.frame(sender.frame(10, 0), gaps::add);
        FrameReceipt otherLane = sender.frame(1, 22, 400);
        sender.frame(29, 2);
        for (int second = 3; second < 400; second += 10) {
            ledger.frame(sender.frame(1, second), gaps::add);
        }
        ledger.time(Sender.START + 123_000, gaps::add);
        ledger.time(Sender.START + 390_000, gaps::add);
        return otherLane;
    }

    @Test
    void aLedgerInFormOneGoesOnAsIfThisVersionHadWrittenIt() throws IOException {
        FrameReceipt otherLane = aToldHole();
        ledger.frame(otherLane, gaps::add);
        List<LogGap> later = new ArrayList<>();

        Ledger.read(in(resource("ledger-v1.hex"))).frame(otherLane, later::add);

        assertThat(later).isEqualTo(gaps.subList(1, 2));
        assertThat(OneLedger.text(later.get(0))).isEqualTo("filled 0..0 22 @400");
    }

    @Test
    void aLedgerInFormOneIsWrittenInTheForm() throws IOException {
        aToldHole();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Ledger.read(in(resource("ledger-v1.hex"))).write(new DataOutputStream(written));
        ByteArrayOutputStream same = new ByteArrayOutputStream();
        ledger.write(new DataOutputStream(same));
        assertThat(written.toByteArray()).isEqualTo(same.toByteArray());
    }

    @Test
    void anotherFormIsRefused() {
        assertThatThrownBy(() -> Ledger.read(in(new byte[] {3})))
                .isInstanceOf(IOException.class)
                .hasMessage("A ledger in form 3; this version reads forms 1 and 2");
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = LedgerFormTest.class.getResourceAsStream("/ledger/" + name)) {
            assertThat(in).isNotNull();
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
