package io.kanshi.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/**
 * Arrows point one way: wire, events, rules, job, replay; wire, kinesis-source, kinesis-table. Maven's modules say so too, but they would not keep a library out that
 * comes with another one. So what wire, events and rules may know is a list, and everything that is not on it is refused: that
 * keeps decisions plain Java, free of Flink and AWS.
 */
final class ModuleArrowsTest {

    private static final String[] SETTINGS = {"java..", "org.jspecify.annotations..", "io.kanshi.settings.."};

    private static final String[] WIRE = {
        "java..", "org.jspecify.annotations..", "com.github.luben.zstd..", "io.kanshi.wire.."
    };

    private static final String[] EVENTS = {
        "java..", "org.jspecify.annotations..", "com.google.re2j..", "io.kanshi.wire..", "io.kanshi.events.."
    };

    private static final String[] RULES = {
        "java..",
        "org.jspecify.annotations..",
        "com.google.re2j..",
        "com.fasterxml.jackson..",
        "org.yaml.snakeyaml..",
        "io.kanshi.wire..",
        "io.kanshi.events..",
        "io.kanshi.rules.."
    };

    @Test
    void settingsKnowsOnlyTheJdk() {
        onlyKnows("io.kanshi.settings..", SETTINGS);
    }

    @Test
    void wireKnowsOnlyTheJdkAndZstd() {
        onlyKnows("io.kanshi.wire..", WIRE);
    }

    @Test
    void eventsKnowsOnlyWireAndRe2() {
        onlyKnows("io.kanshi.events..", EVENTS);
    }

    @Test
    void rulesKnowsOnlyEventsAndItsFileFormat() {
        onlyKnows("io.kanshi.rules..", RULES);
    }

    @Test
    void theSidecarKnowsOnlyWire() {
        noClasses()
                .that()
                .resideInAPackage("io.kanshi.forwarder..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kanshi.events..",
                        "io.kanshi.rules..",
                        "io.kanshi.job..",
                        "io.kanshi.replay..",
                        "org.apache..")
                .check(Production.CLASSES);
    }

    @Test
    void onlyTheTwoWaysOutKnowTheAwsSdk() {
        noClasses()
                .that()
                .resideInAPackage("io.kanshi.forwarder..")
                .and()
                .resideOutsideOfPackages("io.kanshi.forwarder.kinesis..", "io.kanshi.forwarder.leftover..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(Production.CLASSES);
    }

    @Test
    void theKinesisSourceKnowsOnlyWire() {
        noClasses()
                .that()
                .resideInAPackage("io.kanshi.kinesis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kanshi.events..",
                        "io.kanshi.rules..",
                        "io.kanshi.job..",
                        "io.kanshi.replay..",
                        "io.kanshi.forwarder..")
                .check(Production.CLASSES);
    }

    /** The live job's jar has no such classes, and a cluster need not have them. */
    @Test
    void onlyTheKinesisTableKnowsFlinkSql() {
        noClasses()
                .that()
                .resideInAPackage("io.kanshi..")
                .and()
                .resideOutsideOfPackage("io.kanshi.kinesis.table..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink.table..")
                .check(Production.CLASSES);
    }

    @Test
    void onlyOnePackageOfTheKinesisSourceKnowsTheAwsSdk() {
        noClasses()
                .that()
                .resideInAPackage("io.kanshi.kinesis..")
                .and()
                .resideOutsideOfPackage("io.kanshi.kinesis.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(Production.CLASSES);
    }

    @Test
    void onlyTheEndsAtAwsAndTheProbeKnowTheAwsSdk() {
        noClasses()
                .that()
                .resideInAnyPackage("io.kanshi.job..", "io.kanshi.replay..")
                .and()
                .resideOutsideOfPackages(
                        "io.kanshi.job.aws..",
                        "io.kanshi.job.cloudwatch..",
                        "io.kanshi.job.derived..",
                        "io.kanshi.job.sns..",
                        "io.kanshi.replay.probe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(Production.CLASSES);
    }

    @Test
    void theSourcesDecisionsKnowNoFlink() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.kanshi.kinesis.seen..", "io.kanshi.kinesis.records..", "io.kanshi.kinesis.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache..")
                .check(Production.CLASSES);
    }

    @Test
    void whereEntriesGoIsDecidedWithoutFlink() {
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Put")
                .or()
                .haveSimpleNameStartingWith("Publish")
                .or()
                .haveNameMatching("io\\.kanshi\\.job\\.aws\\.(Answer|Backoff|Failures?|Held|Requests|Senders|Target)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(Production.CLASSES);
    }

    @Test
    void theJobDoesNotKnowReplay() {
        noClasses()
                .that()
                .resideInAPackage("io.kanshi.job..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kanshi.replay..")
                .check(Production.CLASSES);
    }

    @Test
    void productionKnowsNothingOfTests() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kanshi.testkit..", "io.kanshi.bench..", "org.junit..", "org.assertj..", "org.duckdb..")
                .check(Production.CLASSES);
    }

    private static void onlyKnows(String module, String[] known) {
        classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known)
                .check(Production.CLASSES);
    }
}
