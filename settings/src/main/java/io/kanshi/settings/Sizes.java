package io.kanshi.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sizes as people write them: KB, MB and GB are powers of 1000, KiB, MiB and GiB of 1024, a bare number is bytes. */
final class Sizes {

    private static final long KIBI = 1024;
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "b", 1L,
            "kb", 1000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", KIBI,
            "mib", KIBI * KIBI,
            "gib", KIBI * KIBI * KIBI);

    private Sizes() {}

    /** Null when it is no size. */
    static @Nullable Long parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = UNITS.get(text.substring(digits).strip().toLowerCase(java.util.Locale.ROOT));
        // Nine digits of GiB still fit a long.
        return digits == 0 || digits > (unit != null && unit == 1 ? 18 : 9) || unit == null
                ? null
                : Long.parseLong(text.substring(0, digits)) * unit;
    }

    /** For values that a rule has accepted. */
    static long of(String text) {
        Long size = parse(text);
        if (size == null) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        return size;
    }

    /** In the largest binary unit that leaves a whole number. */
    static String text(long bytes) {
        if (bytes > 0 && bytes % (KIBI * KIBI * KIBI) == 0) {
            return bytes / (KIBI * KIBI * KIBI) + "GiB";
        }
        if (bytes > 0 && bytes % (KIBI * KIBI) == 0) {
            return bytes / (KIBI * KIBI) + "MiB";
        }
        return bytes > 0 && bytes % KIBI == 0 ? bytes / KIBI + "KiB" : Long.toString(bytes);
    }
}
