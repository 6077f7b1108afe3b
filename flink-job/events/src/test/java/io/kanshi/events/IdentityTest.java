package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who speaks must not depend on who spoke before, however much of it is remembered. */
class IdentityTest {

    private final long seed = Long.getLong("kanshi.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void isTheSameWithAndWithoutMemory() {
        Decoded remembered = new Decoded();
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (int round = 0; round < 10_000; round++) {
                String record = (random.nextInt(3) == 0 ? header() : "") + event() + "\n" + event() + "\n";
                byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
                remembered.events.clear();
                decoder.decode(bytes, 0, bytes.length, Decoded.ARRIVAL, remembered);
                List<Identity> afresh = Decoded.of(record).events.stream()
                        .map(Decoded.Row::identity)
                        .toList();
                assertThat(remembered.events)
                        .as("seed " + seed + " " + record)
                        .extracting(Decoded.Row::identity)
                        .isEqualTo(afresh);
            }
        }
    }

    private String header() {
        return "{\"kanshi\":1,\"boot\":\"b\",\"lane\":0,\"seq\":0,\"events\":2"
                + (random.nextBoolean() ? ",\"ecs_cluster\":\"c" + random.nextInt(2) + "\"" : "")
                + (random.nextBoolean() ? ",\"ecs_task_definition\":\"d" + random.nextInt(2) + ":1\"" : "")
                + (random.nextInt(4) == 0 ? ",\"service\":\"s" + random.nextInt(2) + "\"" : "")
                + "}\n";
    }

    private String event() {
        List<String> members = new ArrayList<>();
        member(members, "container_name", 2);
        member(members, "source", 2);
        member(members, "ecs_cluster", 2);
        member(members, "ecs_task_arn", 2);
        member(members, "ecs_task_definition", 2);
        if (random.nextInt(8) == 0) {
            member(members, "service", 2);
        }
        if (random.nextInt(4) > 0) {
            members.add("\"log\":\"x\"");
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(members, random);
        }
        members.add(
                random.nextInt(2) * members.size(), "\"container_id\":\"0123456789abcdef-" + random.nextInt(3) + "\"");
        members.add(0, "\"date\":1793491200");
        return "{" + String.join(random.nextBoolean() ? "," : " , ", members) + "}";
    }

    private void member(List<String> members, String key, int values) {
        if (random.nextInt(4) > 0) {
            String value = key.equals("source")
                    ? (random.nextBoolean() ? "stdout" : "stderr")
                    : key + "-" + random.nextInt(values);
            members.add("\"" + key + "\":\"" + value + "\"");
        }
    }

    @Test
    void oneObjectServesAllEventsOfAContainer() {
        String line = Decoded.event("a") + "\n";
        Decoded decoded = Decoded.of(line + line + line);
        assertThat(decoded.events).hasSize(3);
        assertThat(decoded.events.get(2).identity())
                .isSameAs(decoded.events.get(1).identity());
    }

    @Test
    void moreContainersThanTheTableHoldsAreStillRight() {
        Decoded decoded = new Decoded();
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (int i = 0; i < 3 * Identities.MAX_ENTRIES; i++) {
                byte[] record = ("{\"log\":\"x\",\"container_id\":\"" + i + "\"}").getBytes(StandardCharsets.UTF_8);
                decoded.events.clear();
                decoder.decode(record, 0, record.length, Decoded.ARRIVAL, decoded);
                assertThat(decoded.only().identity().containerId()).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void partsOfNames() {
        Identity identity = Decoded.of(
                        "{\"log\":\"x\",\"ecs_cluster\":\"arn:aws:ecs:eu-west-1:1:cluster/prod\",\"ecs_task_arn\":\"arn:aws:ecs:eu-west-1:1:task/prod/abc\",\"ecs_task_definition\":\"arn:aws:ecs:eu-west-1:1:task-definition/shop:3\"}")
                .only()
                .identity();
        assertThat(identity).isEqualTo(new Identity("shop", "prod", "abc", "shop:3", null, null, null));
        assertThat(Decoded.of(
                                "{\"log\":\"x\",\"ecs_task_arn\":\"arn:aws:ecs:eu-west-1:1:task/prod/abc\",\"container_name\":\"/app\"}")
                        .only()
                        .identity())
                .isEqualTo(new Identity("app", "prod", "abc", null, "app", null, null));
    }
}
