package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RuleFileTest {

    @Test
    void theBuiltInRulesAreSound() {
        assertThat(RuleFile.defaults().rules())
                .extracting(Rule::name)
                .containsExactly("error-rate", "error-burst", "cpu", "memory");
    }
}
