package io.kanshi.local;

import io.kanshi.testkit.Dice;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Three services of a shop that log as services do, and a payment provider that is down for two of every five minutes, from the
 * fifth second on: the first alert is there before a minute has passed.
 */
final class Demo implements Runnable {

    private static final String[] SERVICES = {"checkout", "payment", "inventory"};
    private static final int TICKS_PER_SECOND = 10;
    private static final int GOOD_SECONDS = 5;
    private static final int BAD_SECONDS = 120;
    private static final int CYCLE_SECONDS = 300;

    private final Lines lines;
    private final CountDownLatch stopped;
    private final Dice dice = new Dice(System.nanoTime());
    private int order = 1000;

    Demo(Lines lines, CountDownLatch stopped) {
        this.lines = lines;
        this.stopped = stopped;
    }

    @Override
    public void run() {
        try {
            for (int tick = 0; !stopped.await(1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS); tick++) {
                int second = tick / TICKS_PER_SECOND % CYCLE_SECONDS;
                boolean down = second >= GOOD_SECONDS && second < GOOD_SECONDS + BAD_SECONDS;
                for (String service : SERVICES) {
                    lines.send(service, line(service, down));
                }
            }
        } catch (IOException sidecarGone) {
            if (stopped.getCount() > 0) {
                throw new IllegalStateException("the sidecar takes no lines any more", sidecarGone);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private String line(String service, boolean down) {
        order++;
        if (dice.chance(0.05)) {
            return "{\"level\":\"info\",\"msg\":\"/grpc.health.v1.Health/Check OK\"}";
        }
        if (down && service.equals("payment") && dice.chance(0.6)) {
            return "{\"level\":\"error\",\"msg\":\"charge of order " + order
                    + " failed: provider answered 503 after " + dice.between(900, 3000)
                    + " ms\",\"trace_id\":\"" + dice.hex(32) + "\"}";
        }
        return "{\"level\":\"info\",\"msg\":\"order " + order + " " + service + " done in " + dice.between(3, 90)
                + " ms\",\"trace_id\":\"" + dice.hex(32) + "\"}";
    }
}
