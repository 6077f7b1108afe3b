package io.kanshi.job.aws;

import java.io.Serializable;

/**
 * What a setting names, for the one sentence that people read when it cannot be written to.
 *
 * @param setting the setting's key
 * @param kind what it names: a log group, a topic, a stream
 * @param name its value
 * @param actions what the job's role must be allowed there, as IAM writes it
 */
public record Target(String setting, String kind, String name, String actions) implements Serializable {

    /** Why the job cannot go on. */
    String sentence(Failure failure, String words) {
        String what = setting + ": ";
        String it = kind + " \"" + name + "\"";
        String why = switch (failure) {
            case MISSING -> "there is no " + it + "; make it or correct the setting";
            case ACCESS_DENIED -> "the job's role may not write to " + it + "; allow it " + actions;
            case NO_CREDENTIALS -> "no AWS credentials to write to " + it + " with; give the job a role";
            default -> it + " refuses in a way that kanshi does not know";
        };
        return what + why + " (" + words + ")";
    }
}
