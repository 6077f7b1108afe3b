package io.kanshi.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The few files and folders of a Linux system that the program meets. */
final class SystemFiles {

    /** No name in the system that runs the container: the usual number of images without root. */
    static final String USER = "65532";

    private SystemFiles() {}

    static void write(Path root) throws IOException {
        Path etc = Files.createDirectories(root.resolve("etc"));
        Files.writeString(etc.resolve("passwd"), "kanshi:x:" + USER + ":" + USER + ":kanshi:/kanshi:/nonexistent\n");
        Files.writeString(etc.resolve("group"), "kanshi:x:" + USER + ":\n");
        Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("var/run"));
        Files.createDirectories(root.resolve("var/lib/kanshi/spill"));
    }
}
