package io.kanshi.forwarder.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanshi.forwarder.net.NearbyFailure.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class NearbyGetTest {

    private static NearbyGet.Answer parse(String answer) throws NearbyFailure {
        return NearbyGet.parse(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static NearbyFailure failure(String answer) {
        return catchThrowableOfType(NearbyFailure.class, () -> parse(answer));
    }

    @Test
    void statusAndBody() throws NearbyFailure {
        NearbyGet.Answer answer =
                parse("HTTP/1.1 503 Service Unavailable\r\nA: b\r\nContent-Length: 4\r\n\r\n\r\n\r\n");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).asString().isEqualTo("\r\n\r\n");
        assertThat(parse("HTTP/1.0 200\r\n\r\n").body()).isEmpty();
    }

    @Test
    void anAnswerThatWasCutIsNotTakenForAWholeOne() {
        assertThat(failure("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{}"))
                .hasMessage("the answer was cut: 2 bytes, announced were 10");
        assertThat(failure("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}").reason())
                .isEqualTo(Reason.BROKEN);
        assertThat(failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))
                .hasMessageContaining("chunks");
    }

    @Test
    void whatIsNoHttp() {
        for (String answer : new String[] {
            "", "HTTP/1.1 200 OK\r\n", "\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 999 x\r\n\r\n", "+PONG\r\n\r\n"
        }) {
            assertThat(failure(answer)).as(answer).hasMessage("not an HTTP answer");
        }
    }
}
