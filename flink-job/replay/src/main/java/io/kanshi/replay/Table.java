package io.kanshi.replay;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows with their columns one below the other. */
final class Table {

    private static final String GAP = "  ";

    /** Names from logs are shown up to here. */
    private static final int LONGEST_NAME = 60;

    private final Set<Integer> numbers;

    /** @param numbers the columns that are set to the right */
    Table(int... numbers) {
        this.numbers = IntStream.of(numbers).boxed().collect(Collectors.toSet());
    }

    void print(List<List<String>> rows, Console console) {
        if (rows.isEmpty()) {
            return;
        }
        int columns = rows.get(0).size();
        List<List<String>> inert = rows.stream()
                .map(row -> row.stream().map(TerminalText::inert).toList())
                .toList();
        int[] widths = IntStream.range(0, columns)
                .map(column -> inert.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : inert) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                String space = " ".repeat(widths[column] - cell.length());
                line.append(GAP).append(numbers.contains(column) ? space + cell : cell + space);
            }
            console.print(line.toString().stripTrailing());
        }
    }

    static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }
}
