package io.kanshi.replay.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who speaks in a file whose lines do not say so: Docker's folders are named after the container, other files after the program.
 *
 * @param container container id of {@code …/<id>/<id>-json.log}; empty for other files
 * @param program the name without endings and the digits of a rotation
 * @param key equal for the rotated files of one program
 */
record FileName(String container, String program, byte[] key) {

    private static final Pattern DOCKER = Pattern.compile("([0-9a-f]{12,64})-json\\.log.*");

    /** {@code .log}, {@code .1}, {@code -20261123}, {@code .2026-11-23}, {@code .gz}: what is put behind a program's name. */
    private static final Pattern ENDING = Pattern.compile(
            "(?i)(\\.(log|txt|out|err|ndjson|jsonl?|gz|zst|\\d+)|[-._]\\d{4}-?\\d{2}-?\\d{2}([-._T]?\\d+)*)$");

    static FileName of(String path) {
        Path file = Path.of(path);
        String name = file.getFileName().toString();
        Matcher docker = DOCKER.matcher(name);
        String container = docker.matches() ? docker.group(1) : "";
        String program = name;
        Matcher ending = ENDING.matcher(program);
        while (ending.find() && ending.start() > 0) {
            program = program.substring(0, ending.start());
            ending = ENDING.matcher(program);
        }
        Path folder = file.getParent();
        String key = container.isEmpty() ? (folder == null ? "" : folder) + "/" + program : container;
        return new FileName(container, program, key.getBytes(StandardCharsets.UTF_8));
    }
}
