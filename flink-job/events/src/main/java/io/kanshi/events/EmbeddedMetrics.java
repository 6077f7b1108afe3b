package io.kanshi.events;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the numbers from a line in CloudWatch embedded metric format: {@code _aws.CloudWatchMetrics[].Metrics[].Name} says which
 * top-level keys are metrics. An array of values counts as its mean, one sample a line. Container Insights' pairs of use and
 * reservation give percentages besides. Such lines are few, so they are simply read twice.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the format</a>
 */
final class EmbeddedMetrics {

    /** Distinct metric names remembered as Strings; a program has dozens. */
    private static final int MAX_NAMES = 4096;

    /** Longer names are no metric's: the service's limit. */
    private static final int LONGEST_NAME = 1024;

    /** Array values beyond this are left out: the format's limit. */
    private static final int MAX_ARRAY = 100;

    private static final byte[] METRICS = "Metrics".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "Name".getBytes(StandardCharsets.US_ASCII);

    private final JsonScanner scanner;
    private final Scratch scratch;
    private final Map<Utf8, String> interned = new HashMap<>();
    private final Utf8 key = new Utf8();
    private final Utf8[] names = new Utf8[Metrics.MAX_METRICS];
    private final boolean[] taken = new boolean[Metrics.MAX_METRICS];
    private int count;

    EmbeddedMetrics(JsonScanner scanner, Scratch scratch) {
        this.scanner = scanner;
        this.scratch = scratch;
        for (int i = 0; i < names.length; i++) {
            names[i] = new Utf8();
        }
    }

    /** {@code directive} is the text of {@code _aws.CloudWatchMetrics} in the line, a valid JSON object. */
    void read(Utf8 directive, byte[] b, int from, int end, Metrics target) {
        count = 0;
        names(directive);
        if (count > 0) {
            values(b, from, end, target);
            Derived.percentages(target);
        }
    }

    /** Collects every {@code Name} inside a {@code Metrics} array. */
    private void names(Utf8 directive) {
        byte[] b = directive.bytes();
        scanner.reset(b, directive.offset(), directive.end());
        int inside = 0;
        Token token = scanner.next();
        while (token != Token.END && token != Token.BROKEN) {
            if (inside > 0 && scanner.depth() < inside) {
                inside = 0;
            }
            if (token == Token.KEY) {
                boolean metrics = is(b, METRICS);
                boolean name = inside > 0 && is(b, NAME);
                token = scanner.next();
                if (metrics && token == Token.ARRAY_START) {
                    inside = scanner.depth();
                } else if (name && token == Token.STRING && count < names.length) {
                    text(b, names[count]);
                    taken[count++] = false;
                } else {
                    continue;
                }
            }
            token = scanner.next();
        }
    }

    private boolean is(byte[] b, byte[] word) {
        return Bytes.equal(b, scanner.valueStart(), scanner.valueEnd(), word);
    }

    private void text(byte[] b, Utf8 target) {
        if (scanner.escaped()) {
            scratch.unescape(b, scanner.valueStart(), scanner.valueEnd(), target);
        } else {
            target.set(b, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart());
        }
    }

    private void values(byte[] b, int from, int end, Metrics target) {
        scanner.reset(b, from, end);
        scanner.next();
        while (scanner.next() == Token.KEY) {
            text(b, key);
            int index = indexOf(key);
            Token token = scanner.next();
            if (index < 0 || token == Token.OBJECT_START) {
                scanner.skip(token);
                continue;
            }
            double value = token == Token.NUMBER ? number(b) : token == Token.ARRAY_START ? mean(b) : Double.NaN;
            String name = Double.isFinite(value) ? intern(names[index]) : null;
            if (name != null) {
                taken[index] = true;
                target.add(name, value);
            }
        }
    }

    private int indexOf(Utf8 name) {
        for (int i = 0; i < count; i++) {
            if (!taken[i] && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private double mean(byte[] b) {
        double sum = 0;
        int samples = 0;
        Token token = scanner.next();
        while (token != Token.ARRAY_END && token != Token.BROKEN) {
            if (token == Token.NUMBER && samples < MAX_ARRAY) {
                sum += number(b);
                samples++;
            }
            scanner.skip(token);
            token = scanner.next();
        }
        return samples == 0 ? Double.NaN : sum / samples;
    }

    private double number(byte[] b) {
        int from = scanner.valueStart();
        return Double.parseDouble(new String(b, from, scanner.valueEnd() - from, StandardCharsets.ISO_8859_1));
    }

    private @Nullable String intern(Utf8 name) {
        String known = interned.get(name);
        if (known != null || name.isEmpty() || name.length() > LONGEST_NAME) {
            return known;
        }
        if (interned.size() == MAX_NAMES) {
            interned.clear();
        }
        String text = name.toString();
        interned.put(Utf8.of(text), text);
        return text;
    }

    /** What Container Insights leaves to its reader. */
    static final class Derived {

        private Derived() {}

        static void percentages(Metrics metrics) {
            percentage(metrics, "CpuUtilized", "CpuReserved", "cpu_utilization");
            percentage(metrics, "MemoryUtilized", "MemoryReserved", "memory_utilization");
        }

        private static void percentage(Metrics metrics, String used, String reserved, String name) {
            double share = 100 * value(metrics, used) / value(metrics, reserved);
            if (Double.isFinite(share) && Double.isNaN(value(metrics, name))) {
                metrics.add(name, share);
            }
        }

        private static double value(Metrics metrics, String name) {
            for (int i = 0; i < metrics.size(); i++) {
                if (metrics.name(i).equals(name)) {
                    return metrics.value(i);
                }
            }
            return Double.NaN;
        }
    }
}
