package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.List;

/** The tasks of the cluster "shop" and when each of them serves. */
final class Fleet {

    private static final long LONG_AGO = Timeline.START - 26 * 60 * Timeline.MINUTE;
    private static final long NEVER = Long.MAX_VALUE;

    final List<Task> tasks = List.of(
            steady("web", 18, 0, 256, 512),
            steady("web", 18, 1, 256, 512),
            steady("shop-api", 77, 0, 512, 1_024),
            steady("shop-api", 77, 1, 512, 1_024),
            steady("checkout", 52, 0, 1_024, 2_048),
            steady("checkout", 52, 1, 1_024, 2_048),
            payment(41, 0, LONG_AGO, LONG_AGO, Timeline.PAYMENT_42_SERVES + 6 * Timeline.SECOND),
            payment(41, 1, LONG_AGO, LONG_AGO, Timeline.PAYMENT_42_SERVES + 11 * Timeline.SECOND),
            payment(42, 0, Timeline.DEPLOYMENT, Timeline.PAYMENT_42_SERVES, Timeline.PAYMENT_42_ENDS),
            payment(
                    42,
                    1,
                    Timeline.DEPLOYMENT + 2 * Timeline.SECOND,
                    Timeline.PAYMENT_42_SERVES + 4 * Timeline.SECOND,
                    Timeline.PAYMENT_42_ENDS - 7 * Timeline.SECOND),
            payment(
                    41,
                    2,
                    Timeline.PAYMENT_42_ENDS - 44 * Timeline.SECOND,
                    Timeline.PAYMENT_42_ENDS - Timeline.SECOND,
                    NEVER),
            payment(41, 3, Timeline.PAYMENT_42_ENDS - 41 * Timeline.SECOND, Timeline.PAYMENT_42_ENDS, NEVER),
            steady("inventory", 33, 0, 512, 1_024),
            steady("inventory", 33, 1, 512, 1_024),
            steady("cart", 29, 0, 256, 512),
            new Task(Container.of("shop", "cart", 29, 1), LONG_AGO, LONG_AGO, Timeline.LEAK_KILLED, 256, 512),
            new Task(
                    Container.of("shop", "cart", 29, 2),
                    Timeline.LEAK_KILLED + 21 * Timeline.SECOND,
                    Timeline.LEAK_KILLED + 33 * Timeline.SECOND,
                    NEVER,
                    256,
                    512),
            steady("cache", 6, 0, 256, 1_024));

    private static Task steady(String service, int revision, int copy, int cpu, int memory) {
        return new Task(Container.of("shop", service, revision, copy), LONG_AGO, LONG_AGO, NEVER, cpu, memory);
    }

    private static Task payment(int revision, int copy, long start, long from, long to) {
        return new Task(Container.of("shop", "payment", revision, copy), start, from, to, 256, 512);
    }

    /** The container that the load balancer picks. */
    Container serving(String service, long nanos, Dice dice) {
        return dice.pick(tasks.stream()
                        .filter(task -> task.service().equals(service) && task.serves(nanos))
                        .toList())
                .container();
    }
}
