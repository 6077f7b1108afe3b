package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.ArrayList;
import java.util.List;

/** A key-value store in the manner of Redis: plain text, Japan's time without a zone, a sign for the level. */
final class Cache {

    private final Dice dice;

    Cache(Dice dice) {
        this.dice = dice;
    }

    /** A snapshot is five lines over a second. */
    List<Entry> snapshot(Container container, long nanos) {
        int pid = dice.between(200, 900);
        List<Entry> entries = new ArrayList<>();
        entries.add(say(container, nanos, "1:M", "* 10 changes in 300 seconds. Saving..."));
        entries.add(say(container, nanos + 4_000_000, "1:M", "* Background saving started by pid " + pid));
        entries.add(say(container, nanos + 610_000_000, pid + ":C", "* DB saved on disk"));
        entries.add(say(
                container,
                nanos + 611_000_000,
                pid + ":C",
                "* Fork CoW for RDB: current 4 MB, peak 4 MB, average 3 MB"));
        entries.add(say(container, nanos + 702_000_000, "1:M", "* Background saving terminated with success"));
        return entries;
    }

    Entry connected(Container container, long nanos) {
        return say(
                container,
                nanos,
                "1:M",
                "- Accepted 10.0.3." + dice.between(10, 70) + ':' + dice.between(32_768, 60_999));
    }

    Entry clients(Container container, long nanos) {
        return say(
                container,
                nanos,
                "1:M",
                "- " + dice.between(20, 48) + " clients connected (0 replicas), "
                        + dice.between(180_000_000, 260_000_000) + " bytes in use");
    }

    /** The keys make it longer than 16 KiB. */
    Entry outputBuffer(Container container, long nanos) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 1_900; i++) {
            keys.append(i == 0 ? "" : " ").append("product:").append(1_000 + i);
        }
        return say(
                container,
                nanos,
                "1:M",
                "# Client id=8124 addr=10.0.3.44:41122 closed for overcoming of output buffer limits."
                        + " cmd=mget keys=\"" + keys + "\"");
    }

    private static Entry say(Container container, long nanos, String process, String text) {
        return Entry.line(container, nanos, null, process + ' ' + Timeline.redis(nanos) + ' ' + text);
    }
}
