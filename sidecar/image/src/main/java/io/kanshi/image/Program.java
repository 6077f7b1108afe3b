package io.kanshi.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The program's jars as they are in the image: of zstd only this platform's library, and that as a file, since the root is read-only. */
final class Program {

    private static final String ZSTD = "zstd-jni-";
    private static final String LIBRARY = "libzstd-jni";

    /** What only the image needs; the rest stands in jvm.options. Paths are relative to /kanshi, see {@link Launcher}. */
    private static final List<String> OPTIONS = List.of(
            "-XX:SharedArchiveFile=" + ClassArchive.FILE,
            // At the address it was made for, its pages are read as they are; moved, all 26 MB of them would be
            // written.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            // Gives back what the start needed and nobody needs afterwards.
            "-XX:TrimNativeHeapInterval=5000",
            // No file in /tmp: the root is read-only.
            "-XX:-UsePerfData",
            "-DZstdNativePath=/kanshi/native/" + LIBRARY + ".so",
            "-cp",
            ClassArchive.CLASS_PATH,
            "io.kanshi.forwarder.Main");

    private Program() {}

    static void copy(Path program, Path trim, Platform platform, Path target) throws IOException {
        Path libraries = Files.createDirectories(target.resolve("lib"));
        Files.createDirectories(target.resolve("native"));
        Files.copy(trim, target.resolve("trim.jar"));
        Files.copy(program.resolve("kanshi-sidecar.jar"), target.resolve("kanshi-sidecar.jar"));
        try (Stream<Path> jars = Files.list(program.resolve("lib"))) {
            for (Path jar : jars.sorted().toList()) {
                String name = jar.getFileName().toString();
                if (name.startsWith(ZSTD)) {
                    split(jar, platform, libraries.resolve(name), target.resolve("native/" + LIBRARY + ".so"));
                } else {
                    Files.copy(jar, libraries.resolve(name));
                }
            }
        }
    }

    private static void split(Path jar, Platform platform, Path classes, Path library) throws IOException {
        String wanted = "linux/" + platform.javaName() + "/" + LIBRARY;
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(classes))) {
            for (Enumeration<? extends ZipEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(wanted)) {
                    write(from, entry, library);
                } else if (!entry.isDirectory() && !isLibrary(entry.getName())) {
                    copy(from, entry, to);
                }
            }
        }
        if (!Files.exists(library)) {
            throw new IOException(jar + " has no " + wanted + "*.so");
        }
    }

    private static boolean isLibrary(String name) {
        return name.endsWith(".so") || name.endsWith(".dylib") || name.endsWith(".dll");
    }

    private static void write(ZipFile from, ZipEntry entry, Path target) throws IOException {
        try (InputStream bytes = from.getInputStream(entry)) {
            Files.copy(bytes, target);
        }
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        to.putNextEntry(copy);
        try (InputStream bytes = from.getInputStream(entry)) {
            bytes.transferTo(to);
        }
        to.closeEntry();
    }

    /** Writes the file of arguments that the launcher gives to java: the options of every start, and those of the image. */
    static void options(Path shared, Path target) throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(shared).stripTrailing()).append('\n');
        OPTIONS.forEach(option -> text.append(option).append('\n'));
        Files.writeString(target, text);
    }
}
