package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in the shop between 13:45 and 14:25 in Japan: visitors all the time, and one after the other a bad deployment, an
 * index that is rebuilt at noon instead of at night, and a leak. Everything that was said, in no order.
 */
final class Story {

    private final Dice dice;
    private final Fleet fleet = new Fleet();
    private final List<Entry> diary = new ArrayList<>();

    private Story(Dice dice) {
        this.dice = dice;
    }

    static List<Entry> tell(Dice dice) {
        Story story = new Story(dice);
        story.visitors();
        new Checks(dice).all(story.fleet, story.diary::add);
        story.background();
        story.deployment();
        story.incidents();
        new Oddities(dice, story.fleet).all(story.diary::add);
        return story.diary;
    }

    private void visitors() {
        Visits visits = new Visits(fleet, dice, diary::add);
        Purchase purchase = new Purchase(fleet, dice, diary::add);
        for (long at = Timeline.START; at < Timeline.END - 12 * Timeline.SECOND; ) {
            Request request = Request.at(at, dice);
            int hundredth = dice.between(0, 99);
            if (hundredth < 24) {
                visits.picture(request);
            } else if (hundredth < 63) {
                visits.product(request);
            } else if (hundredth < 75) {
                visits.search(request);
            } else if (hundredth < 89) {
                visits.cart(request);
            } else if (hundredth < 97) {
                purchase.make(request);
            } else if (hundredth < 99) {
                visits.scan(request);
            } else {
                visits.review(request);
            }
            at += dice.between(5, 345) * 1_000_000L;
        }
    }

    /** What programs say by themselves. */
    private void background() {
        Stats stats = new Stats(dice);
        Checkout checkout = new Checkout(dice);
        Payment payment = new Payment(dice);
        Inventory inventory = new Inventory(dice);
        Cart cart = new Cart(dice);
        for (Task task : fleet.tasks) {
            long offset = dice.between(0, 14_999) * 1_000_000L;
            for (long at = Timeline.START + offset; at < Timeline.END; at += Stats.PERIOD) {
                if (!task.runs(at)) {
                    continue;
                }
                diary.add(stats.sample(task, at));
                Container container = task.container();
                long nanos = at + dice.between(1_000, 9_000) * 1_000_000L;
                switch (task.service()) {
                    case "checkout" -> diary.add(checkout.poolStatistics(container, nanos));
                    case "payment" -> diary.add(payment.rates(container, nanos));
                    case "inventory" -> inventory(inventory, container, nanos);
                    case "cart" -> cart(cart, container, nanos);
                    default -> {}
                }
            }
        }
        cache();
    }

    private void inventory(Inventory inventory, Container container, long nanos) {
        if (dice.chance(0.10)) {
            diary.add(inventory.lowStock(container, nanos));
        }
        if (dice.chance(0.03)) {
            diary.add(inventory.serializationFailure(container, nanos + 700_000_000));
        }
        if (dice.chance(0.02)) {
            diary.add(inventory.unknownWarehouse(container, nanos + 900_000_000));
        }
    }

    private void cart(Cart cart, Container container, long nanos) {
        if (dice.chance(0.04)) {
            diary.add(cart.conflict(container, nanos));
        }
    }

    private void cache() {
        Cache cache = new Cache(dice);
        Container container = fleet.serving("cache", Timeline.START, dice);
        for (long at = Timeline.START; at < Timeline.END; at += 5 * Timeline.SECOND) {
            long nanos = at + dice.between(0, 1_500) * 1_000_000L;
            diary.add(dice.chance(0.5) ? cache.clients(container, nanos) : cache.connected(container, nanos));
            if ((at - Timeline.START) % (5 * Timeline.MINUTE) == Timeline.MINUTE) {
                diary.addAll(cache.snapshot(container, nanos + Timeline.SECOND));
            }
        }
        diary.add(cache.outputBuffer(container, Timeline.CPU_FROM - 50 * Timeline.SECOND));
    }

    private void deployment() {
        Payment payment = new Payment(dice);
        for (Task task : fleet.tasks) {
            if (!task.service().equals("payment")) {
                continue;
            }
            Container container = task.container();
            if (task.startNanos() > Timeline.START) {
                diary.add(payment.started(container, task.startNanos() + 3 * Timeline.SECOND));
                if (container.revision() == 42) {
                    diary.add(payment.gatewayNotSet(container, task.startNanos() + 3 * Timeline.SECOND - 40_000_000));
                }
            }
            if (task.servesTo() != Long.MAX_VALUE) {
                diary.add(payment.stopping(container, task.servesTo() + 400_000_000));
            }
        }
    }

    private void incidents() {
        Inventory inventory = new Inventory(dice);
        for (long at = Timeline.CPU_FROM; at < Timeline.CPU_TO; at += 4 * Timeline.SECOND) {
            long nanos = at + dice.between(0, 3_000) * 1_000_000L;
            Container container = fleet.serving("inventory", nanos, dice);
            diary.add(
                    dice.chance(0.5) ? inventory.rebuilding(container, nanos) : inventory.slowQuery(container, nanos));
        }
        Cart cart = new Cart(dice);
        for (Task task : fleet.tasks) {
            if (task.servesTo() == Timeline.LEAK_KILLED) {
                for (long at = Timeline.LEAK_FROM + 18 * Timeline.MINUTE;
                        at < Timeline.LEAK_KILLED;
                        at += 20 * Timeline.SECOND) {
                    int megabytes = (int) (Stats.leaking(at) / 100 * task.memoryReserved());
                    diary.add(cart.heap(task.container(), at, megabytes));
                }
            } else if (task.startNanos() > Timeline.LEAK_KILLED) {
                diary.add(cart.started(task.container(), task.startNanos() + 2 * Timeline.SECOND));
            }
        }
    }
}
