package io.kanshi.rules;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Guesses how large the program of an RE2 expression gets before it is compiled. RE2 limits one repeat to 1,000, but not repeats within
 * repeats: {@code ((a{1000}){1000}){1000}} would fill any heap. Never guesses far too low; broken expressions are left to the compiler.
 */
final class ExpressionSize {

    /** About 1 MB compiled; no expression that a person wrote comes near. */
    static final double LARGEST = 10_000;

    private final String expression;
    private final Deque<Double> outer = new ArrayDeque<>();
    private double size;
    private double last;
    private int index;

    private ExpressionSize(String expression) {
        this.expression = expression;
    }

    static boolean isTooLarge(String expression) {
        return new ExpressionSize(expression).measure() > LARGEST;
    }

    private double measure() {
        while (index < expression.length()) {
            switch (expression.charAt(index)) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> {
                    outer.push(size);
                    size = 0;
                    last = 0;
                    index++;
                }
                case ')' -> {
                    double group = size;
                    size = outer.isEmpty() ? 0 : outer.pop();
                    atom(group + 2);
                    index++;
                }
                case '{' -> repeat();
                default -> {
                    atom(1);
                    index++;
                }
            }
        }
        while (!outer.isEmpty()) {
            size += outer.pop();
        }
        return size;
    }

    private void atom(double atomSize) {
        last = atomSize;
        size += atomSize;
    }

    private void escape() {
        if (!expression.startsWith("\\Q", index)) {
            atom(1);
            index += 2;
            return;
        }
        int end = expression.indexOf("\\E", index);
        int stop = end < 0 ? expression.length() : end;
        for (index += 2; index < stop; index++) {
            atom(1);
        }
        index = end < 0 ? stop : stop + 2;
    }

    private void characterClass() {
        atom(1);
        index++;
        if (index < expression.length() && expression.charAt(index) == '^') {
            index++;
        }
        boolean first = true;
        while (index < expression.length() && (first || expression.charAt(index) != ']')) {
            int name = expression.startsWith("[:", index) ? expression.indexOf(":]", index) : -1;
            index = name > 0 ? name + 2 : index + (expression.charAt(index) == '\\' ? 2 : 1);
            first = false;
        }
        index++;
    }

    private void repeat() {
        int end = expression.indexOf('}', index);
        String inside = end < 0 ? "" : expression.substring(index + 1, end);
        if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            atom(1);
            index++;
            return;
        }
        int comma = inside.indexOf(',');
        double least = Double.parseDouble(comma < 0 ? inside : inside.substring(0, comma));
        boolean bounded = comma >= 0 && comma + 1 < inside.length();
        double most = Math.max(1, bounded ? Double.parseDouble(inside.substring(comma + 1)) : least);
        size += last * (most - 1);
        last *= most;
        index = end + 1;
    }
}
