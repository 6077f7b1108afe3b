package io.kanshi.rules;

/**
 * Sums of doubles that come out the same in whatever order they are added: every sample becomes a fixed-point number, floor and 2⁻³²
 * fractions, and both parts are added as integers.
 *
 * <p>A sample's error is below 2.4e-10. Samples are clamped to ±2⁵³ (beyond it a double has no units either); the fractions hold 2³¹
 * samples, and integers wrap rather than saturate, so that even an overflow depends on no order.
 */
final class ExactSum {

    private static final double FRACTIONS = 0x1p32;
    private static final double LARGEST = 0x1p53;

    private ExactSum() {}

    static long whole(double sample) {
        return (long) Math.floor(clamp(sample));
    }

    static long fraction(double sample) {
        double clamped = clamp(sample);
        return (long) ((clamped - Math.floor(clamped)) * FRACTIONS);
    }

    static double toDouble(long whole, long fraction) {
        return whole + fraction / FRACTIONS;
    }

    static double clamp(double sample) {
        return Math.max(-LARGEST, Math.min(LARGEST, sample));
    }
}
