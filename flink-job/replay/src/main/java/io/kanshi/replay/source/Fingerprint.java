package io.kanshi.replay.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** What the input is: equal for the same files, unchanged, read with the same settings. It names the replay's boot. */
record Fingerprint(String text) {

    static Fingerprint of(List<CapturedFile> files, ReplaySettings settings) {
        StringBuilder text = new StringBuilder();
        for (CapturedFile file : files) {
            text.append(file.path())
                    .append('\t')
                    .append(file.size())
                    .append('\t')
                    .append(file.modifiedMillis())
                    .append('\n');
        }
        text.append(settings.lateness())
                .append('\t')
                .append(settings.from())
                .append('\t')
                .append(settings.to());
        text.append('\t').append(settings.textZone());
        return new Fingerprint(text.toString());
    }

    /** A name-based UUID. */
    String boot() {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
