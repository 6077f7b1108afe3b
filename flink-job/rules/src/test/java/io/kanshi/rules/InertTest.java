package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InertTest {

    /** All that could take effect somewhere, in one text. */
    static final String HOSTILE = "<!channel> <@U123> @here </script><script>alert(1)</script> '; DROP TABLE logs; -- "
            + "\u001b[31mred\u001b[0m \u0000 \u0007 \u202egnp.exe\u202c \u2028 *bold* _it_ ~gone~ `code` ```block``` "
            + "[x](https://evil.example) <https://evil.example|click> :fire: www.evil.example mailto:a@b.example &lt;!here&gt; "
            + "\uFEFF\u200B\u2066 \ud800 # title | cell \\ ${jndi:ldap://x}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "order_id 17 not found: timeout after 30s|order_id 17 not found: timeout after 30s",
                "<!channel> @here|‹!channel› ＠here",
                "see https://evil.example/x|see https∶//evil.example/x",
                "14:05:06 java.io.IOException: no such file|14:05:06 java.io.IOException: no such file",
                "*b* `c` :fire:|∗b∗ ˋcˋ ∶fire:",
                "注文が失敗しました ünïcödé|注文が失敗しました ünïcödé",
                "issue #12|issue ＃12",
            })
    void itStaysReadable(String text, String shown) {
        assertThat(Inert.text(text, 100)).isEqualTo(shown);
    }

    @Test
    void nothingTakesEffect() {
        String shown = Inert.text(HOSTILE, 10_000);

        assertThat(shown)
                .doesNotContain(
                        "<", ">", "@", "&", "`", "*", "~", "|", "[", "]", "\\", "://", "mailto:", ":fire:", "www.");
        assertThat(shown.codePoints())
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.SURROGATE);
        assertThat(shown)
                .startsWith("‹!channel› ‹＠U123› ＠here ‹/script›‹script›alert(1)‹/script› '; DROP TABLE logs; -- red ");
    }

    @Test
    void lengthHoldsForAnyText() {
        Dice dice = Seeds.diceFor("InertTest.length");
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = dice.between(0, 60); i > 0; i--) {
                text.append((char) dice.between(0, 0xffff));
                text.append(dice.pick("", "\u001b[", "😀", "<!"));
            }
            int length = dice.between(2, 50);
            String shown = Inert.text(text.toString(), length);
            assertThat(shown.length()).isLessThanOrEqualTo(length);
            assertThat(shown.codePoints()).noneMatch(c -> c < 0x20 || c >= 0xd800 && c < 0xe000);
        }
    }
}
