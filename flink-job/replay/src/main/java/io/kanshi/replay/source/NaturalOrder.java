package io.kanshi.replay.source;

import java.util.Comparator;

/** Names as people count them: {@code part9} before {@code part10}. Digits compare by value, everything else by character. */
final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (digit(a, i) && digit(b, j)) {
                int iEnd = digits(a, i);
                int jEnd = digits(b, j);
                int order = compareNumbers(a.substring(i, iEnd), b.substring(j, jEnd));
                if (order != 0) {
                    return order;
                }
                i = iEnd;
                j = jEnd;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order != 0 ? order : a.compareTo(b);
    }

    private static boolean digit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && digit(text, i)) {
            i++;
        }
        return i;
    }

    private static int compareNumbers(String a, String b) {
        String left = a.replaceFirst("^0+(?=.)", "");
        String right = b.replaceFirst("^0+(?=.)", "");
        int order = Integer.compare(left.length(), right.length());
        return order != 0 ? order : left.compareTo(right);
    }
}
