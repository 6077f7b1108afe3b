package io.kanshi.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules that the compiler cannot check: where time comes from, who prints, who waits. */
final class HouseRulesTest {

    /** Everything that reads the wall clock without being given one; System.nanoTime may measure how long something took. */
    @Test
    void timeComesOnlyFromAClock() {
        noClasses()
                .should()
                .accessTargetWhere(calls("the wall clock", HouseRulesTest::readsTheWallClock))
                .because("a result must not depend on when it is computed: take a java.time.Clock or InstantSource")
                .check(Production.CLASSES);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .accessTargetWhere(calls("Thread.sleep", target -> is(target, Thread.class, "sleep")))
                .because("waiting by time is either too short or too long: wait for what must happen")
                .check(Production.CLASSES);
    }

    /** Hostile text is made inert in one place, so only one class of each program may reach the terminal. */
    @Test
    void onlyOneClassOfEachProgramPrints() {
        Set<JavaClass> printing = Production.CLASSES.stream()
                .filter(HouseRulesTest::touchesTheTerminal)
                .map(HouseRulesTest::topLevel)
                .collect(Collectors.toSet());

        assertThat(printing)
                .extracting(JavaClass::getName)
                .containsExactlyInAnyOrder("io.kanshi.replay.Console", "io.kanshi.forwarder.Main");
    }

    private static boolean readsTheWallClock(AccessTarget target) {
        boolean timeOfTheJdk = target.getOwner().getPackageName().equals("java.time")
                && target.getName().equals("now")
                && !takesAClock(target);
        return timeOfTheJdk
                || is(target, System.class, "currentTimeMillis")
                || (is(target, Date.class, "<init>") && parameters(target).isEmpty());
    }

    private static boolean takesAClock(AccessTarget target) {
        return parameters(target).stream().anyMatch(type -> type.isAssignableTo(Clock.class));
    }

    private static List<JavaClass> parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget codeUnit
                ? codeUnit.getRawParameterTypes()
                : List.of();
    }

    private static boolean touchesTheTerminal(JavaClass type) {
        return type.getFieldAccessesFromSelf().stream()
                        .map(JavaAccess::getTarget)
                        .anyMatch(target -> is(target, System.class, "out") || is(target, System.class, "err"))
                || type.getAccessesFromSelf().stream()
                        .anyMatch(access -> is(access.getTarget(), System.class, "console"));
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(HouseRulesTest::topLevel).orElse(type);
    }

    private static boolean is(AccessTarget target, Class<?> owner, String name) {
        return target.getOwner().isEquivalentTo(owner) && target.getName().equals(name);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Predicate<AccessTarget> target) {
        return DescribedPredicate.describe(what, access -> target.test(access.getTarget()));
    }
}
