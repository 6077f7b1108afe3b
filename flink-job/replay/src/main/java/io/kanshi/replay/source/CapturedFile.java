package io.kanshi.replay.source;

import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * One file to replay, as it was when it was found: what is read later must be the same file.
 *
 * @param path absolute, links resolved
 * @param size bytes on disk
 * @param modifiedMillis when it was last written, milliseconds since 1970
 */
public record CapturedFile(String path, long size, long modifiedMillis) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Throws {@link InputMistake} when the file is not what it was when it was found. It may have grown: the rest is not read. */
    void mustBeUnchanged() {
        File now = new File(path);
        boolean grown = now.length() > size;
        if (!now.isFile() || now.length() < size || (now.lastModified() != modifiedMillis && !grown)) {
            throw new InputMistake("The file " + path + " has changed since the replay began.");
        }
    }

    String name() {
        return Path.of(path).getFileName().toString();
    }
}
