package io.kanshi.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The libraries of this system that the runtime needs (glibc, libstdc++, zlib), found by {@code ldd} and copied to where they are here:
 * that is where the loader looks.
 */
final class NativeLibraries {

    /** {@code libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x…)}, or the loader itself, which has a path alone. */
    private static final Pattern FOUND = Pattern.compile("(?m)^\\s*(?:\\S+ => )?(/\\S+) \\(0x");

    /** Before glibc 2.34 these were loaded only when a name is looked up, which ldd cannot see. */
    private static final List<String> FOR_NAMES = List.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2");

    private NativeLibraries() {}

    static void copy(Path root) throws IOException, InterruptedException {
        Set<String> needed = new TreeSet<>();
        for (Path binary : binaries(root)) {
            collect(Commands.run(root, List.of("ldd", binary.toString())), root, needed);
        }
        for (String library : List.copyOf(needed)) {
            if (library.endsWith("/libc.so.6")) {
                FOR_NAMES.stream()
                        .map(name -> Path.of(library).resolveSibling(name))
                        .filter(Files::exists)
                        .forEach(path -> needed.add(path.toString()));
            }
        }
        for (String library : needed) {
            Files.copy(Path.of(library).toRealPath(), Trees.inFolder(root.resolve(library.substring(1))));
        }
    }

    private static void collect(String said, Path root, Set<String> needed) {
        Matcher found = FOUND.matcher(said);
        while (found.find()) {
            if (!found.group(1).startsWith(root.toString())) {
                needed.add(found.group(1));
            }
        }
    }

    private static List<Path> binaries(Path root) throws IOException {
        List<Path> binaries = new ArrayList<>(List.of(root.resolve("kanshi/runtime/bin/java")));
        try (Stream<Path> files = Files.walk(root.resolve("kanshi"))) {
            files.filter(file -> file.toString().endsWith(".so")).forEach(binaries::add);
        }
        return binaries;
    }
}
