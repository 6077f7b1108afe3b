package io.kanshi.replay;

/** Numbers as people read them. */
final class Words {

    private static final String[] BYTE_UNITS = {"bytes", "KB", "MB", "GB", "TB"};

    private Words() {}

    /** At most two units: {@code 2 d 3 h}, {@code 5 min 20 s}, {@code 12 s}. */
    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, " min", seconds % 60, " s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, " h", seconds % 3600 / 60, " min");
        }
        return two(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    /** Decimal units, as file managers and S3 bills use them. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format("%.1f %s", value, BYTE_UNITS[unit]);
    }

    static String count(long count, String noun) {
        return String.format("%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
