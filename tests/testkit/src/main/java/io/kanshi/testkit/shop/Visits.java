package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.function.Consumer;

/** Looking around: products, searches, carts, pictures. */
final class Visits {

    private static final String[] WORDS = {
        "coffee grinder",
        "rain jacket",
        "弁当箱",
        "usb-c cable",
        "tatami mat",
        "水筒",
        "hiking socks",
        "rice cooker",
        "ノート A5",
        "umbrella"
    };

    private final Fleet fleet;
    private final Dice dice;
    private final Consumer<Entry> diary;
    private final Web web;
    private final ShopApi shopApi;
    private final Inventory inventory;
    private final Cart cart;

    Visits(Fleet fleet, Dice dice, Consumer<Entry> diary) {
        this.fleet = fleet;
        this.dice = dice;
        this.diary = diary;
        web = new Web(dice);
        shopApi = new ShopApi(dice);
        inventory = new Inventory(dice);
        cart = new Cart(dice);
    }

    void picture(Request request) {
        diary.accept(web.asset(serving("web", request), request));
    }

    void scan(Request request) {
        diary.accept(web.scan(serving("web", request), request));
    }

    void product(Request request) {
        int product = dice.between(1_000, 9_999);
        Container api = serving("shop-api", request);
        double millis = dice.between(8.0, 90.0);
        if (dice.chance(0.25)) {
            diary.accept(shopApi.fromCache(api, request, product));
        }
        if (dice.chance(0.7)) {
            diary.accept(inventory.stock(serving("inventory", request), request, product, millis / 2));
        }
        if (dice.chance(0.002)) {
            diary.accept(shopApi.recommendationsFailed(api, request));
        }
        boolean known = !dice.chance(0.01);
        answer(api, request, "GET", "/api/v1/products/" + product, known ? 200 : 404, millis);
    }

    void search(Request request) {
        Container api = serving("shop-api", request);
        double millis = dice.between(20.0, 260.0);
        diary.accept(shopApi.searched(api, request, dice.pick(WORDS), millis - 2));
        answer(api, request, "GET", "/api/v1/search", 200, millis);
    }

    void cart(Request request) {
        Container api = serving("shop-api", request);
        Container store = serving("cart", request);
        double millis = dice.between(5.0, 60.0);
        if (dice.chance(0.3)) {
            diary.accept(cart.cacheMissed(store, request, millis * 0.4));
        }
        diary.accept(cart.loaded(store, request, millis * 0.5));
        if (dice.chance(0.4)) {
            diary.accept(cart.added(store, request, millis * 0.8));
        }
        if (dice.chance(0.01)) {
            diary.accept(shopApi.slowCart(api, request, millis * 0.9));
        }
        answer(api, request, dice.pick("GET", "POST"), "/api/v1/cart", 200, millis);
    }

    void review(Request request) {
        diary.accept(web.bodyBuffered(serving("web", request), request));
        answer(serving("shop-api", request), request, "POST", "/api/v1/reviews", 201, dice.between(30.0, 90.0));
    }

    private void answer(Container api, Request request, String method, String path, int status, double millis) {
        diary.accept(shopApi.handled(api, request, method, path, status, millis));
        diary.accept(web.access(serving("web", request), request, method + ' ' + path, status, millis + 1));
    }

    private Container serving(String service, Request request) {
        return fleet.serving(service, request.nanos(), dice);
    }
}
