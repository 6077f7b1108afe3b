package io.kanshi.events;

/** The English names of days and months that stand in dates. */
final class DateWords {

    private static final KeyTable WORDS =
            new KeyTable().add(0, "Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");

    private DateWords() {}

    static boolean contains(byte[] bytes, int from, int end) {
        return WORDS.find(bytes, from, end) != KeyTable.UNKNOWN;
    }
}
