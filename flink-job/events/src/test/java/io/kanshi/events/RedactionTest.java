package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            login failed password=hunter2 for shop                  | login failed password=*** for shop
            {"api_key": "abc123", "user": "x"}                      | {"api_key": "***", "user": "x"}
            DB_PASSWORD: s3cr3t, retry                              | DB_PASSWORD: ***, retry
            Authorization: Bearer abc.def.ghi rejected              | Authorization: *** rejected
            got Bearer abcdefghijkl from gateway                    | got Bearer *** from gateway
            mail to jane.doe+x@example.co.jp bounced                | mail to *** bounced
            token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln bad     | token *** bad
            AKIAIOSFODNN7EXAMPLE denied                             | *** denied
            card 4111 1111 1111 1111 declined                       | card *** declined
            card 4111-1111-1111-1111 declined                       | card *** declined
            id 4bf92f3577b34da6a3ce929d0e0e4736 lost                | id *** lost
            jdbc://admin:pw@db:5432/shop refused                    | jdbc://***@db:5432/shop refused
            key wJalrXUtnFEMI7K7MDENGbPxRfiCYEXAMPLEKEY1 used       | key *** used
            order 12345 for com.example.shop.OrderController failed | order 12345 for com.example.shop.OrderController failed
            took 300ms at 2026-01-01T12:00:00Z status=503           | took 300ms at 2026-01-01T12:00:00Z status=503
            the token expired                                       | the token expired
            """)
    void masks(String message, String shown) {
        assertThat(Redaction.sample(message)).isEqualTo(shown);
    }

    @Test
    void showsOnlyVisibleCharacters() {
        assertThat(
                        Redaction.sample(
                                "a\u0000b\u001b[31mred\u001b[0m \u202egnp.exe\u2066 x\u200b\u0007y\r\n\tz\ufeff\u001b]0;title\u0007!"))
                .isEqualTo("abred gnp.exe xy z!");
    }

    @Test
    void cutsWithoutBreakingACharacter() {
        for (int length = 290; length < 310; length++) {
            String sample = Redaction.sample("x".repeat(length) + "😀😀😀😀😀😀😀😀😀😀");
            assertThat(sample.length()).isLessThanOrEqualTo(Redaction.MAX_CHARS);
            assertThat(Character.isHighSurrogate(sample.charAt(sample.length() - 2)))
                    .isFalse();
        }
    }

    @Test
    void takesAnyText() {
        long seed = Long.getLong("kanshi.seed", System.nanoTime());
        Random random = new Random(seed);
        String alphabet = "a1@.:/=\"' -_+eyJ\u001b[]\u202e\n\ud83d\ude00\ud83dpassword=Bearer ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(400); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Redaction.sample(text.toString()))
                    .as("seed " + seed)
                    .hasSizeLessThanOrEqualTo(Redaction.MAX_CHARS)
                    .doesNotContain("\u001b", "\u202e", "\n");
        }
    }
}
