package io.kanshi.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Java runtime of the image: the JDK that builds, linked down to the modules that the sidecar uses. */
final class Runtimes {

    /** Elliptic curves are for TLS, XML is what S3 answers in; Unsafe is what zstd-jni and the SDK look for first. */
    private static final String MODULES =
            "java.base,java.logging,java.xml,jdk.httpserver,jdk.crypto.ec,jdk.unsupported";

    private Runtimes() {}

    static void link(Path target) throws IOException, InterruptedException {
        Trees.inFolder(target);
        Commands.run(
                target.resolveSibling("."),
                List.of(
                        Commands.ofJdk("jlink"),
                        "--add-modules",
                        MODULES,
                        "--no-header-files",
                        "--no-man-pages",
                        "--strip-java-debug-attributes",
                        "--output",
                        target.toString()));
        if (!Files.exists(target.resolve("lib/security/cacerts"))) {
            throw new IOException(
                    "the linked runtime has no lib/security/cacerts: without it no TLS connection is trusted");
        }
    }
}
