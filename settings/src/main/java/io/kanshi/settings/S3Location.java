package io.kanshi.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder in S3.
 *
 * @param prefix what names in it begin with: empty, or it ends with a slash
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">names of buckets</a>
 */
public record S3Location(String bucket, String prefix) {

    /** In the prefix only what needs no escaping anywhere. */
    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/((?:[A-Za-z0-9_.=-]+/)*[A-Za-z0-9_.=-]*))?");

    /** A key may have 1,024 bytes; a file's name in it takes about 120. */
    private static final int LONGEST = 800;

    /** Null when it is none. */
    public static @Nullable S3Location parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        String prefix = form.group(2) == null ? "" : form.group(2);
        return new S3Location(form.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    /** For values that a rule has accepted. */
    static S3Location of(String text) {
        S3Location location = parse(text);
        if (location == null) {
            throw new IllegalArgumentException("not s3://bucket/prefix: " + text);
        }
        return location;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
