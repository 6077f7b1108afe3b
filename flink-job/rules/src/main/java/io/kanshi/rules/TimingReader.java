package io.kanshi.rules;

/** Reads when a rule looks and how patient it is. Defaults stand in for what is wrong, so that the rest can be checked too. */
final class TimingReader {

    /** One hour of one-second panes is what a series may remember. */
    private static final int LONGEST_WINDOW = 3600;

    /** As for CloudWatch alarms: periods × period at most one day. */
    private static final int LONGEST_MEMORY = 86_400;

    private static final int MAX_DATAPOINTS = 60;
    private static final int DEFAULT_WINDOW = 60;

    private final Section section;

    TimingReader(Section section) {
        this.section = section;
    }

    Windows windows(Kind kind) {
        int window = seconds("window", DEFAULT_WINDOW, 1, "a duration from 1s to 1h, such as 1m", LONGEST_WINDOW);
        int usual = kind == Kind.ERROR_COUNT ? 1 : window;
        int every = seconds("every", usual, 1, "a duration from 1s to the window, such as 10s", LONGEST_WINDOW);
        if (every > window || window % every != 0) {
            section.wrong("every", "expected a duration that divides the window of " + window + "s");
            return new Windows(window, window);
        }
        return new Windows(window, every);
    }

    Patience patience(Kind kind, Windows windows) {
        int[] datapoints = datapoints(windows);
        int keep = seconds("keep_firing_for", 0, 0, "a duration of at most 24h, such as 3m", LONGEST_MEMORY);
        Missing missing = kind.watchesErrors() ? Missing.OK : Missing.KEEP;
        String text = section.text("missing");
        if (text != null) {
            boolean known = false;
            for (Missing each : Missing.values()) {
                if (each.text().equals(text)) {
                    missing = each;
                    known = true;
                }
            }
            if (!known) {
                section.wrong("missing", "expected ok, breaching or keep");
            }
        }
        return new Patience(datapoints[0], datapoints[1], keep, missing);
    }

    private int[] datapoints(Windows windows) {
        int[] once = {1, 1};
        String text = section.text("for");
        if (text == null) {
            return once;
        }
        int[] nOfM = Units.nOfM(text);
        if (nOfM == null || nOfM[0] < 1 || nOfM[0] > nOfM[1] || nOfM[1] > MAX_DATAPOINTS) {
            section.wrong(
                    "for",
                    "expected \"N of M\" with N from 1 to M and M at most " + MAX_DATAPOINTS + ", such as 2 of 3");
            return once;
        }
        if (windows.seconds() + nOfM[1] * windows.everySeconds() > LONGEST_MEMORY) {
            section.wrong("for", "expected at most 24h for all its windows together");
            return once;
        }
        return nOfM;
    }

    private int seconds(String key, int otherwise, int least, String expected, int most) {
        String text = section.text(key);
        if (text == null) {
            return otherwise;
        }
        Integer seconds = Units.seconds(text);
        if (seconds == null || seconds < least || seconds > most) {
            section.wrong(key, "expected " + expected);
            return otherwise;
        }
        return seconds;
    }
}
