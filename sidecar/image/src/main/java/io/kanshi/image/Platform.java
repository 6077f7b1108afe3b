package io.kanshi.image;

import java.util.Locale;

/** A processor that images are built for: always the one of the machine that builds, since its runtime and C library are taken. */
enum Platform {
    AMD64("amd64"),
    ARM64("aarch64");

    private final String javaName;

    Platform(String javaName) {
        this.javaName = javaName;
    }

    /** The processor as system property os.arch and zstd-jni name it. */
    String javaName() {
        return javaName;
    }

    /** As images name it. */
    String imageName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Platform ofThisMachine() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        for (Platform platform : values()) {
            if (system.equals("Linux") && platform.javaName.equals(processor)) {
                return platform;
            }
        }
        throw new IllegalStateException(
                "the image can be built on Linux with glibc, amd64 or aarch64; this is " + system + " " + processor);
    }
}
