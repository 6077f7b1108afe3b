package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.function.Consumer;

/** Who asks the tasks for their health, how often, and when the answer is no. */
final class Checks {

    private static final long LOAD_BALANCER_PERIOD = 15 * Timeline.SECOND;
    private static final long PROBE_PERIOD = 10 * Timeline.SECOND;

    /** A load balancer asks from two zones. */
    private static final long SECOND_ZONE = 7 * Timeline.SECOND;

    private final Dice dice;
    private final Web web;
    private final ShopApi shopApi;
    private final Checkout checkout;
    private final Payment payment;
    private final Inventory inventory;
    private final Cart cart;

    Checks(Dice dice) {
        this.dice = dice;
        web = new Web(dice);
        shopApi = new ShopApi(dice);
        checkout = new Checkout(dice);
        payment = new Payment(dice);
        inventory = new Inventory(dice);
        cart = new Cart(dice);
    }

    void all(Fleet fleet, Consumer<Entry> diary) {
        for (Task task : fleet.tasks) {
            switch (task.service()) {
                case "cache" -> {}
                case "web", "checkout", "payment" -> {
                    long offset = dice.between(0, 6_999) * 1_000_000L;
                    every(LOAD_BALANCER_PERIOD, offset, task, diary);
                    every(LOAD_BALANCER_PERIOD, offset + SECOND_ZONE, task, diary);
                }
                default -> every(PROBE_PERIOD, dice.between(0, 9_999) * 1_000_000L, task, diary);
            }
        }
    }

    private void every(long period, long offset, Task task, Consumer<Entry> diary) {
        for (long at = Timeline.START + offset; at < Timeline.END; at += period) {
            long nanos = at + dice.between(0, 40) * 1_000_000L;
            if (task.runs(nanos)) {
                diary.accept(check(task, nanos, !dice.chance(failing(task, nanos))));
            }
        }
    }

    private static double failing(Task task, long nanos) {
        boolean burst = Timeline.paymentFails(nanos);
        return switch (task.service()) {
            case "payment" -> burst && task.container().revision() == 42 ? 0.4 : 0;
            case "checkout" -> burst ? 0.25 : 0;
            case "shop-api" -> burst ? 0.15 : 0;
            case "web" -> burst ? 0.1 : 0;
            case "inventory" -> Timeline.cpuBreach(nanos) ? 0.08 : 0;
            default -> task.servesTo() == Timeline.LEAK_KILLED && Stats.leaking(nanos) > 94 ? 0.3 : 0;
        };
    }

    private Entry check(Task task, long nanos, boolean passing) {
        Container container = task.container();
        return switch (task.service()) {
            case "web" -> web.check(container, nanos, passing);
            case "shop-api" -> shopApi.check(container, nanos, passing);
            case "checkout" -> checkout.check(container, nanos, passing);
            case "payment" -> payment.check(container, nanos, passing);
            case "inventory" -> inventory.check(container, nanos, passing);
            default -> cart.check(container, nanos, passing);
        };
    }
}
