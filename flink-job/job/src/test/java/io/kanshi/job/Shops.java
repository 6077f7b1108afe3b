package io.kanshi.job;

import java.util.ArrayList;
import java.util.List;

/** Records of a made-up shop: "pay" fails half of its calls in the fourth and fifth minute of every ten, "web" never does. */
final class Shops {

    static final long START = 1_793_500_200_000L;
    static final long MINUTE = 60_000;
    private static final long FRAME = 5000;

    private Shops() {}

    static Frames minutes(int minutes) {
        Frames frames = new Frames();
        for (long time = START; time < START + minutes * MINUTE; time += FRAME) {
            frames.frame(time + FRAME, time + FRAME - 1, lines(time, time + FRAME));
        }
        return frames;
    }

    static Frames hours(int hours) {
        return minutes(60 * hours);
    }

    private static List<String> lines(long from, long to) {
        List<String> lines = new ArrayList<>();
        for (long time = from; time < to; time += 500) {
            long minute = (time - START) / MINUTE % 10;
            boolean bad = (minute == 3 || minute == 4) && time % 1000 == 0;
            lines.add(Frames.line("pay", time, Frames.json(bad ? "error" : "info", bad ? "card 17 declined" : "paid")));
            lines.add(Frames.line("web", time, Frames.json("info", "GET /")));
            if (time % 5000 == 0) {
                lines.add(Frames.line("web", time, Frames.json("info", "/healthcheck.Check ok")));
            }
        }
        return lines;
    }
}
