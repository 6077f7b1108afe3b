package io.kanshi.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends a file's lines, those that are there and those that are appended, like {@code tail -F}: a file that got shorter begins anew. The
 * service is the file's name without its extension.
 */
final class FollowFile implements Runnable {

    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final Path file;
    private final String service;
    private final Lines lines;
    private final CountDownLatch stopped;
    private long position;

    FollowFile(Path file, Lines lines, CountDownLatch stopped) {
        this.file = file;
        this.service = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        this.lines = lines;
        this.stopped = stopped;
    }

    @Override
    public void run() {
        try {
            do {
                if (Files.exists(file)) {
                    read();
                }
            } while (!stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (IOException broken) {
            if (stopped.getCount() > 0) {
                throw new IllegalStateException("cannot go on with " + file, broken);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException {
        if (Files.size(file) < position) {
            position = 0;
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(position);
            byte[] block = new byte[MAX_LINE_BYTES];
            for (int read = open.read(block); read > 0 && stopped.getCount() > 0; read = open.read(block)) {
                send(new String(block, 0, lastBreak(block, read), StandardCharsets.UTF_8));
                position += lastBreak(block, read);
                open.seek(position);
                if (lastBreak(block, read) == 0) {
                    return;
                }
            }
        }
    }

    /** Just behind the last line that is whole, or the whole block when a line is longer than it. */
    private static int lastBreak(byte[] block, int length) {
        for (int i = length; i > 0; i--) {
            if (block[i - 1] == '\n') {
                return i;
            }
        }
        return length == block.length ? length : 0;
    }

    private void send(String text) throws IOException {
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.send(service, line);
            }
        }
    }
}
