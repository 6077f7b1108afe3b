package io.kanshi.testkit.shop;

import io.kanshi.testkit.Dice;

/**
 * A visitor's request on its way through the services, which write its trace id.
 *
 * @param nanos when it reached the web servers
 */
record Request(long nanos, String client, String agent, String trace, int customer) {

    private static final String[] AGENTS = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 "
                + "Safari/604.1",
        "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "ShopApp/5.12.0 (iOS 19.1)"
    };
    private static final String[] NETWORKS = {"203.0.113.", "198.51.100.", "192.0.2."};

    static Request at(long nanos, Dice dice) {
        return new Request(
                nanos,
                dice.pick(NETWORKS) + dice.between(1, 254),
                dice.pick(AGENTS),
                dice.hex(32),
                dice.between(10_000, 99_999));
    }

    /** So many milliseconds later. */
    long after(double millis) {
        return nanos + (long) (millis * 1_000_000);
    }
}
