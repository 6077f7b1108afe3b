package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.function.Consumer;

/** A checkout on its way through web, API, checkout, inventory and payment; with payment 42 it mostly fails. */
final class Purchase {

    /** The share of charges that fail while revision 42 serves. */
    private static final double FAILING = 0.72;

    private static final int ATTEMPTS = 3;

    private final Fleet fleet;
    private final Dice dice;
    private final Consumer<Entry> diary;
    private final Web web;
    private final ShopApi shopApi;
    private final Checkout checkout;
    private final Payment payment;
    private final Inventory inventory;
    private final Cart cart;
    private long order = 81_234_000;

    Purchase(Fleet fleet, Dice dice, Consumer<Entry> diary) {
        this.fleet = fleet;
        this.dice = dice;
        this.diary = diary;
        web = new Web(dice);
        shopApi = new ShopApi(dice);
        checkout = new Checkout(dice);
        payment = new Payment(dice);
        inventory = new Inventory(dice);
        cart = new Cart(dice);
    }

    void make(Request request) {
        order += dice.between(1, 3);
        Container counter = fleet.serving("checkout", request.nanos(), dice);
        Container teller = fleet.serving("payment", request.nanos(), dice);
        int total = dice.between(8, 420) * 100;
        diary.accept(checkout.received(counter, request, order, dice.between(1, 6)));
        diary.accept(inventory.reserved(fleet.serving("inventory", request.nanos(), dice), request, order, 15));
        if (dice.chance(0.5)) {
            diary.accept(checkout.reserved(counter, request, order));
        }
        if (dice.chance(0.012)) {
            diary.accept(checkout.couponBroken(counter, request, order));
        }
        if (teller.revision() == 42 && dice.chance(FAILING)) {
            fail(request, counter, teller, total);
        } else {
            succeed(request, counter, teller, total);
        }
    }

    private void succeed(Request request, Container counter, Container teller, int total) {
        double millis = dice.between(120.0, 420.0);
        boolean declined = dice.chance(0.03);
        diary.accept(payment.charging(teller, request, 25, order, total));
        diary.accept(
                declined
                        ? payment.declined(teller, request, millis, order)
                        : payment.authorised(teller, request, millis, order));
        diary.accept(payment.answered(teller, request, millis + 2, declined ? 402 : 201));
        if (!declined) {
            diary.accept(checkout.placed(counter, request, millis + 9, order, total));
            diary.accept(cart.emptied(fleet.serving("cart", request.nanos(), dice), request, millis + 14));
        }
        answer(request, millis + 20, declined ? 402 : 201);
    }

    private void fail(Request request, Container counter, Container teller, int total) {
        double millis = 25;
        String reason = reason(request);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            diary.accept(payment.charging(teller, request, millis, order, total));
            millis += patience(reason);
            diary.accept(payment.failed(teller, request, millis, order, reason));
            diary.accept(payment.answered(teller, request, millis + 1, 502));
            if (attempt < ATTEMPTS) {
                diary.accept(checkout.retrying(counter, request, millis + 4, attempt));
                millis += 100 * attempt;
            }
        }
        boolean timeout = reason.equals(Payment.TIMEOUT);
        String seen = timeout ? "request timed out" : "502 Bad Gateway";
        diary.accept(checkout.failed(counter, request, millis + 7, order, seen));
        Container api = fleet.serving("shop-api", request.nanos(), dice);
        diary.accept(shopApi.checkoutFailed(api, request, millis + 11, "checkout: payment failed: " + seen));
        if (timeout && dice.chance(0.25)) {
            Container front = fleet.serving("web", request.nanos(), dice);
            diary.accept(web.upstreamTimedOut(front, request, request.after(millis + 12)));
        }
        answer(request, millis + 13, 502);
    }

    /** The circuit breaker needs a minute of failures to open; then half of the calls no longer wait. */
    private String reason(Request request) {
        boolean open = request.nanos() > Timeline.PAYMENT_42_SERVES + Timeline.MINUTE && dice.chance(0.45);
        return open ? Payment.CIRCUIT_OPEN : dice.chance(0.7) ? Payment.TIMEOUT : Payment.UNAVAILABLE;
    }

    private double patience(String reason) {
        return switch (reason) {
            case Payment.TIMEOUT -> dice.between(3_000.0, 3_050.0);
            case Payment.UNAVAILABLE -> dice.between(80.0, 300.0);
            default -> dice.between(1.0, 4.0);
        };
    }

    private void answer(Request request, double millis, int status) {
        Container api = fleet.serving("shop-api", request.nanos(), dice);
        diary.accept(shopApi.handled(api, request, "POST", "/api/v1/checkout", status, millis));
        Container front = fleet.serving("web", request.nanos(), dice);
        diary.accept(web.access(front, request, "POST /api/v1/checkout", status, millis + 1));
    }
}
