package io.kanshi.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a setting's value must be. {@link #text()} completes the sentence "name must be …" and names the unit; {@link #normal} is the
 * form in which {@code check} prints a value, so that 1024KiB and 1MiB look alike.
 */
public interface Rule {

    String text();

    /** Whether the value can be used. Never throws, whatever the value. */
    boolean accepts(String value);

    /** The value as it is shown; only for accepted values. */
    default String normal(String value) {
        return value;
    }

    /** The same rule, or nothing: the feature is off. */
    static Rule orEmpty(Rule rule) {
        return new OrEmpty(rule);
    }

    /** One of a few words. */
    static Rule oneOf(String... words) {
        return new Words(String.join(" or ", words), String.join("|", words));
    }

    /** A text with a form of its own. */
    static Rule form(String text, String expression) {
        return new Words(text, expression);
    }

    /** Another rule, which holds for values that are not empty. */
    record OrEmpty(Rule rule) implements Rule {
        @Override
        public String text() {
            return rule.text() + ", or empty";
        }

        @Override
        public boolean accepts(String value) {
            return value.isEmpty() || rule.accepts(value);
        }

        @Override
        public String normal(String value) {
            return value.isEmpty() ? value : rule.normal(value);
        }
    }

    /** A form that the whole value must have. */
    record Words(String text, String expression) implements Rule {
        @Override
        public boolean accepts(String value) {
            return value.matches(expression);
        }
    }

    /** A size in bytes between two others. */
    record Size(long least, long most) implements Rule {
        @Override
        public String text() {
            return "a size of " + Sizes.text(least) + " to " + Sizes.text(most) + ", such as 65536, 512KiB or 32MB";
        }

        @Override
        public boolean accepts(String value) {
            Long bytes = Sizes.parse(value);
            return bytes != null && bytes >= least && bytes <= most;
        }

        @Override
        public String normal(String value) {
            Long bytes = Sizes.parse(value);
            return bytes == null ? value : Sizes.text(bytes);
        }
    }

    /** A duration between two others; {@code zero} says what 0 means where it is allowed besides. */
    record Time(String least, String most, @Nullable String zero) implements Rule {
        @Override
        public String text() {
            return "a duration of " + least + " to " + most + ", such as 500ms, 1s or 5m"
                    + (zero == null ? "" : ", or 0 (" + zero + ")");
        }

        @Override
        public boolean accepts(String value) {
            var given = Durations.parse(value);
            if (given == null) {
                return false;
            }
            return given.isZero() && zero != null
                    || given.compareTo(Durations.of(least)) >= 0 && given.compareTo(Durations.of(most)) <= 0;
        }

        @Override
        public String normal(String value) {
            var given = Durations.parse(value);
            return given == null ? value : Durations.text(given);
        }
    }

    /** A whole number between two others; {@code zero} says what 0 means where it is allowed besides. */
    record Whole(int least, int most, @Nullable String zero) implements Rule {
        @Override
        public String text() {
            return "a whole number of " + least + " to " + most + (zero == null ? "" : ", or 0 (" + zero + ")");
        }

        @Override
        public boolean accepts(String value) {
            if (!value.matches("[0-9]{1,9}")) {
                return false;
            }
            int number = Integer.parseInt(value);
            return number == 0 && zero != null || number >= least && number <= most;
        }
    }

    /** {@code host:port}, the host of a form. */
    record HostAndPort(String text, String hosts) implements Rule {
        @Override
        public boolean accepts(String value) {
            Address address = Address.parse(value);
            return address != null && address.host().matches(hosts);
        }
    }

    /** An absolute http or https address with a host. */
    record Web() implements Rule {
        @Override
        public String text() {
            return "an http or https address";
        }

        @Override
        public boolean accepts(String value) {
            return value.matches("https?://[^\\s/?#@]+([/?#]\\S*)?") && Address.isUri(value);
        }
    }

    /** A bucket and a folder in it. */
    record S3() implements Rule {
        @Override
        public String text() {
            return "s3://bucket/prefix";
        }

        @Override
        public boolean accepts(String value) {
            return S3Location.parse(value) != null;
        }

        @Override
        public String normal(String value) {
            return String.valueOf(S3Location.parse(value));
        }
    }
}
