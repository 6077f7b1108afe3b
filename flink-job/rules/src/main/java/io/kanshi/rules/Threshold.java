package io.kanshi.rules;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The line that a value must not cross, and the one behind which all is well again: between the two nothing changes, so that a value
 * that trembles around the threshold gives one alert rather than many.
 *
 * @param above whether values above the threshold breach it; below it otherwise. The threshold itself never does.
 * @param value in the unit of the value: percent for rates
 * @param resolve the value that has to be undercut (exceeded, for {@code below}); null where not breaching is enough
 */
public record Threshold(
        boolean above, double value, @Nullable Double resolve) implements Serializable {

    boolean isBreachedBy(double measured) {
        return above ? measured > value : measured < value;
    }

    boolean isClearedBy(double measured) {
        if (resolve == null) {
            return !isBreachedBy(measured);
        }
        return above ? measured < resolve : measured > resolve;
    }

    /** Whether it got worse by a step since it was last said: twice as much, or half for {@code below}. */
    boolean isMuchWorse(double measured, double said) {
        return said > 0 && (above ? measured >= 2 * said : measured <= said / 2);
    }
}
