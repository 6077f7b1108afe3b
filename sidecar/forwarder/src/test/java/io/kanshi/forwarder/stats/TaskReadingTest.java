package io.kanshi.forwarder.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TaskReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:10:00Z");

    private final MetadataServer server = new MetadataServer();
    private final Lines lines = new Lines();
    private final TaskReading reading = new TaskReading(server.uri(), null);

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Lines.Line> take(String task, String stats) throws NearbyFailure {
        server.with("/task", MetadataServer.resource(task)).with("/task/stats", MetadataServer.resource(stats));
        reading.take(NOW, lines);
        return lines.taken();
    }

    @Test
    void fargateTheTaskAndItsContainersAsTheJobReadsThem() throws NearbyFailure {
        List<Lines.Line> taken = take("fargate-task", "fargate-stats");

        assertThat(taken).extracting(Lines.Line::container).containsExactly("ecs-task", "app", "log_router");
        assertThat(taken.get(0).metrics())
                .isEqualTo(Map.of(
                        "CpuUtilized", 281.6,
                        "CpuReserved", 512.0,
                        "MemoryUtilized", 304.0,
                        "MemoryReserved", 1024.0,
                        "cpu_utilization", 100 * 281.6 / 512.0,
                        "memory_utilization", 29.6875));
        assertThat(taken.get(1).metrics())
                .as("2 CPU shares are no setting, so the task's limits hold")
                .isEqualTo(Map.of(
                        "CpuUtilized", 256.0,
                        "CpuReserved", 512.0,
                        "MemoryUtilized", 256.0,
                        "MemoryReserved", 1024.0,
                        "cpu_utilization", 50.0,
                        "memory_utilization", 25.0));
        assertThat(taken.get(2).metrics())
                .containsEntry("cpu_utilization", 40.0)
                .containsEntry("memory_utilization", 37.5);
    }

    @Test
    void theLineInTheFormOfContainerInsights() throws NearbyFailure {
        assertThat(take("fargate-task", "fargate-stats").get(2).text())
                .isEqualTo(
                        "{\"_aws\":{\"Timestamp\":1795162200000,\"CloudWatchMetrics\":[{\"Namespace\":\"ECS/ContainerInsights\","
                                + "\"Dimensions\":[[\"ClusterName\",\"ServiceName\",\"TaskDefinitionFamily\",\"ContainerName\"]],"
                                + "\"Metrics\":[{\"Name\":\"CpuUtilized\",\"Unit\":\"None\"},{\"Name\":\"CpuReserved\",\"Unit\":\"None\"},"
                                + "{\"Name\":\"MemoryUtilized\",\"Unit\":\"Megabytes\"},{\"Name\":\"MemoryReserved\",\"Unit\":\"Megabytes\"}]}]},"
                                + "\"Version\":\"0\",\"Type\":\"Container\",\"ClusterName\":\"prod\",\"ServiceName\":\"shop-web\","
                                + "\"TaskId\":\"cd189a933e5849daa93386466019ab50\",\"TaskDefinitionFamily\":\"shop\","
                                + "\"TaskDefinitionRevision\":\"7\",\"ContainerName\":\"log_router\",\"Image\":\"kanshi/sidecar:1\","
                                + "\"ContainerKnownStatus\":\"RUNNING\",\"Timestamp\":1795162200000,\"CpuUtilized\":25.6,"
                                + "\"CpuReserved\":64.0,\"MemoryUtilized\":48.0,\"MemoryReserved\":128.0}");
    }

    @Test
    void theSecondReadingIsTheAverageSinceTheFirst() throws NearbyFailure {
        take("fargate-task", "fargate-stats");

        List<Lines.Line> later = take("fargate-task", "fargate-stats-later");

        assertThat(later)
                .as("null is no container")
                .extracting(Lines.Line::container)
                .containsExactly("ecs-task", "app");
        assertThat(later.get(1).metrics())
                .as("7.5 s of CPU in 30 s, though the last second used a whole processor")
                .containsEntry("CpuUtilized", 256.0);
    }

    @Test
    void ec2WithoutTaskLimitsOnCgroup1() throws NearbyFailure {
        List<Lines.Line> taken = take("ec2-task", "ec2-stats");

        assertThat(taken).extracting(Lines.Line::container).containsExactly("ecs-task", "curl", "~internal~ecs~pause");
        assertThat(taken.get(1).metrics())
                .as("4 processors by the length of percpu_usage; the cache that can be given back does not count")
                .containsEntry("CpuUtilized", 51.2)
                .containsEntry("CpuReserved", 10.0)
                .containsEntry("MemoryUtilized", 70.0)
                .containsEntry("MemoryReserved", 128.0);
        assertThat(taken.get(2).metrics())
                .as("neither a setting nor a limit: the machine's processors, and no memory limit at all")
                .containsEntry("CpuReserved", 4096.0)
                .containsEntry("MemoryUtilized", 1.0)
                .doesNotContainKeys("MemoryReserved", "memory_utilization");
        assertThat(taken.get(0).metrics()).containsEntry("CpuReserved", 4096.0).containsEntry("MemoryReserved", 128.0);
    }

    @Test
    void aContainerThatHasJustBegunHasNoCpuYet() throws NearbyFailure {
        assertThat(take("fargate-task", "first-stats").get(1).metrics())
                .containsEntry("MemoryUtilized", 30.0)
                .doesNotContainKeys("CpuUtilized", "cpu_utilization");
    }

    @Test
    void factsForTheFrameHeader() throws NearbyFailure {
        assertThat(reading.facts()).isNull();
        take("fargate-task", "fargate-stats");

        TaskFacts facts = java.util.Objects.requireNonNull(reading.facts());
        assertThat(facts)
                .isEqualTo(new TaskFacts(
                        "arn:aws:ecs:eu-west-1:111122223333:cluster/prod",
                        "arn:aws:ecs:eu-west-1:111122223333:task/prod/cd189a933e5849daa93386466019ab50",
                        "shop",
                        "7",
                        "shop-web"));
        assertThat(facts.taskDefinition()).isEqualTo("shop:7");
        assertThat(facts.clusterName()).isEqualTo("prod");
    }

    private Reason failure(String path, MetadataServer.Answer answer) {
        server.with("/task", MetadataServer.resource("fargate-task"))
                .with("/task/stats", MetadataServer.resource("fargate-stats"))
                .with(path, answer);
        return catchThrowableOfType(NearbyFailure.class, () -> reading.take(NOW, lines))
                .reason();
    }

    @Test
    void badAnswersAreFailuresWithAReasonAndNoLine() {
        assertThat(failure("/task", MetadataServer.status(500))).isEqualTo(Reason.REFUSED);
        assertThat(failure("/task/stats", MetadataServer.status(404))).isEqualTo(Reason.REFUSED);
        assertThat(failure("/task/stats", MetadataServer.huge())).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure("/task/stats", server.silent())).isEqualTo(Reason.TIMEOUT);
        assertThat(failure("/task/stats", server.dripping())).isEqualTo(Reason.TIMEOUT);
        assertThat(failure("/task", exchange -> exchange.sendResponseHeaders(200, 1000)))
                .as("fewer bytes than announced")
                .isIn(Reason.BROKEN, Reason.UNREACHABLE);
        assertThat(lines.taken()).isEmpty();

        server.close();
        assertThat(catchThrowableOfType(NearbyFailure.class, () -> reading.take(NOW, lines))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void anAnswerOfAnotherFormIsBroken() {
        for (String body :
                List.of("", "[]", "{}", "null", "{\"TaskARN\":7}", "{\"TaskARN\":\"a\"", "[".repeat(5000), "\u0000")) {
            MetadataServer.Answer answer = exchange -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            };
            assertThat(failure("/task", answer)).as(body).isEqualTo(Reason.BROKEN);
        }
        assertThat(lines.taken()).isEmpty();
    }

    @Test
    void objectsWhereListsAreExpected() throws NearbyFailure {
        TaskShape shape = TaskShape.parse(
                "{\"TaskARN\":\"a/b\",\"Containers\":{\"x\":{\"Name\":\"y\"}}}".getBytes(StandardCharsets.UTF_8));
        assertThat(shape.containers()).isEmpty();
        assertThat(ContainerStats.parse("{\"id\":{\"cpu_stats\":{\"cpu_usage\":{\"percpu_usage\":{\"x\":1}}}}}"
                        .getBytes(StandardCharsets.UTF_8)))
                .containsOnlyKeys("id");
    }

    /** Whatever is damaged in a good answer: lines or a failure, never another exception. */
    @Test
    void damagedAnswers() {
        Random random = new Random(42);
        byte[] task = MetadataServer.resource("ec2-task").getBytes(StandardCharsets.UTF_8);
        byte[] stats = MetadataServer.resource("ec2-stats").getBytes(StandardCharsets.UTF_8);
        int understood = 0;
        for (int round = 0; round < 4000; round++) {
            byte[] shape = damage(task, random);
            byte[] numbers = damage(stats, random);
            try {
                TaskShape.parse(shape);
                ContainerStats.parse(numbers);
                understood++;
            } catch (NearbyFailure expected) {
                assertThat(expected.reason()).isEqualTo(Reason.BROKEN);
            }
        }
        assertThat(understood).as("some damage lies inside texts").isBetween(1, 3999);
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] copy =
                random.nextInt(4) == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) "{}[]\",:019.eE-n \\x".charAt(random.nextInt(17));
        }
        return copy;
    }
}
