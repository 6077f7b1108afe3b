package io.kanshi.settings;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The known name a wrong one was probably meant to be. */
final class NearestKey {

    private static final int LONGEST = 100;

    private NearestKey() {}

    /** Null when nothing is near enough to be worth suggesting. */
    static @Nullable String of(String wrong, List<String> known) {
        String nearest = null;
        int best = Math.max(2, wrong.length() / 3) + 1;
        for (String name : known) {
            int distance = wrong.length() > LONGEST ? best : distance(wrong, name);
            if (distance < best) {
                best = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Letters to change, add or take away. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
