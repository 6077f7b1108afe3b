package io.kanshi.testkit.flink;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM of the cluster holds of the classes of jobs.
 *
 * @param loaders class loaders of jobs, those of jobs that are gone included
 * @param metaspaceKib what classes take in all, Flink's own included
 */
public record UserClasses(int loaders, long metaspaceKib) {

    private static final String LOADER = "org.apache.flink.util.ChildFirstClassLoader";
    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

    /** After full collections: what is counted is held by somebody. */
    static UserClasses heldBy(FlinkJvm jvm) throws IOException, InterruptedException {
        jvm.ask("GC.run");
        // What the first one left to finalizers and cleaners goes with the second.
        jvm.ask("GC.run_finalization");
        jvm.ask("GC.run");
        Matcher metaspace = METASPACE.matcher(jvm.ask("GC.heap_info"));
        if (!metaspace.find()) {
            throw new IOException("the JVM does not tell of its metaspace");
        }
        long loaders = jvm.ask("VM.classloader_stats")
                .lines()
                .filter(line -> line.strip().endsWith(LOADER))
                .count();
        return new UserClasses((int) loaders, Long.parseLong(metaspace.group(1)));
    }
}
