package io.kanshi.testkit.shop;

import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Dice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes tests/samples/shop: the captured files and labels.json. The same bytes (before compression) every time; a test compares them
 * with what is committed.
 */
public final class ShopSample {

    private static final long SEED = 20_261_102;
    private static final long WEB_ROTATION = Timeline.PAYMENT_42_SERVES + 35 * Timeline.SECOND;
    private static final long PAYMENT_ROTATION = Timeline.PAYMENT_42_SERVES + 65 * Timeline.SECOND;

    /** Behind so many lines of a file comes one that is no JSON object. */
    private static final int LINES_BEFORE_BROKEN = 777;

    private static final int BROKEN_LINES = 3;
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);
    private static final byte NEVER_IN_UTF8 = (byte) 0xff;

    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private ShopSample() {}

    /** Usage: ShopSample FOLDER. */
    public static void main(String... arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    public static void write(Path folder) throws IOException {
        Dice dice = new Dice(SEED);
        List<Told> lines = new Router(dice).capture(Story.tell(dice));
        ShopSample sample = new ShopSample();
        lines.forEach(sample::add);
        sample.breakOff();
        for (Map.Entry<String, ByteArrayOutputStream> file : sample.files.entrySet()) {
            try (OutputStream out = CaptureFiles.open(folder.resolve(file.getKey()))) {
                file.getValue().writeTo(out);
            }
        }
        Files.writeString(folder.resolve("labels.json"), Labels.of(lines, sample.counts, BROKEN_LINES));
    }

    private void add(Told told) {
        String file = file(told);
        append(file, bytes(file, told.line()));
        if (counts.getOrDefault(file, 0) == LINES_BEFORE_BROKEN) {
            switch (file) {
                case "web-1.ndjson.gz" -> append(file, "-- log router restarted, 2 files left --");
                case "inventory.ndjson.gz" -> append(file, "[\"this\",\"is\",\"an\",\"array\"]");
                default -> {}
            }
        }
    }

    /** The router of a task that was stopped did not write its last line to the end. */
    private void breakOff() {
        String half =
                "{\"time\":\"2026-11-02T05:05:59.998123456Z\",\"source\":\"stdout\",\"log\":\"{\\\"level\\\":30,\\\"ti";
        content("payment-1.ndjson.gz").writeBytes(half.getBytes(StandardCharsets.UTF_8));
        counts.merge("payment-1.ndjson.gz", 1, Integer::sum);
    }

    private void append(String file, String line) {
        append(file, line.getBytes(StandardCharsets.UTF_8));
    }

    private void append(String file, byte[] line) {
        ByteArrayOutputStream content = content(file);
        content.writeBytes(line);
        content.write('\n');
        counts.merge(file, 1, Integer::sum);
    }

    private ByteArrayOutputStream content(String file) {
        return files.computeIfAbsent(file, name -> new ByteArrayOutputStream());
    }

    private static String file(Told told) {
        String service = told.line().container().service();
        if (told.entry().kind() == Entry.Kind.METRICS) {
            return "metrics.ndjson.gz";
        }
        return switch (service) {
            case "web" -> told.position() < WEB_ROTATION ? "web-1.ndjson.gz" : "web-2.ndjson.gz";
            case "payment" -> told.position() < PAYMENT_ROTATION ? "payment-1.ndjson.gz" : "payment-2.ndjson.gz";
            case "cache" -> {
                String id = told.line().container().id();
                yield "containers/" + id + '/' + id + "-json.log";
            }
            default -> service + ".ndjson.gz";
        };
    }

    /** A replacement character stands for a byte that is no UTF-8: in the file is the byte. */
    private static byte[] bytes(String file, CapturedLine line) {
        String text = file.endsWith(".log")
                ? line.jsonFile()
                : file.startsWith("payment") || file.startsWith("checkout") ? line.fireLens() : line.fluentBit();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int at = text.indexOf('\ufffd');
        if (at < 0) {
            return utf8;
        }
        int from = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        byte[] raw = Arrays.copyOf(utf8, utf8.length - REPLACEMENT.length + 1);
        raw[from] = NEVER_IN_UTF8;
        System.arraycopy(utf8, from + REPLACEMENT.length, raw, from + 1, raw.length - from - 1);
        return raw;
    }
}
