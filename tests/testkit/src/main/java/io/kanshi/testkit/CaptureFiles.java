package io.kanshi.testkit;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Writes captured lines to files: NDJSON, compressed as the file's name says (.gz, .zst). */
public final class CaptureFiles {

    private CaptureFiles() {}

    /** Writes the lines in their FireLens form, in the order given. */
    public static Path write(Path file, List<CapturedLine> lines) throws IOException {
        return write(file, lines, CapturedLine::fireLens);
    }

    /** Writes the lines in the form given, in the order given. */
    public static Path write(Path file, List<CapturedLine> lines, Function<CapturedLine, String> form)
            throws IOException {
        try (OutputStream out = open(file)) {
            for (CapturedLine line : lines) {
                out.write(form.apply(line).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        }
        return file;
    }

    /** Writes one file a part: {@code <folder>/capture-000.ndjson}, … */
    public static List<Path> writeAll(Path folder, String suffix, List<List<CapturedLine>> parts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (List<CapturedLine> part : parts) {
            String name = String.format(Locale.ROOT, "capture-%03d%s", files.size(), suffix);
            files.add(write(folder.resolve(name), part));
        }
        return files;
    }

    /** Opens a file for writing, its folder made and its content compressed by its name. */
    public static OutputStream open(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        OutputStream raw = Files.newOutputStream(file);
        String name = file.toString();
        if (name.endsWith(".gz")) {
            return new BufferedOutputStream(new GZIPOutputStream(raw), 1 << 16);
        }
        return new BufferedOutputStream(name.endsWith(".zst") ? new ZstdOutputStream(raw) : raw, 1 << 16);
    }
}
