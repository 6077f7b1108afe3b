package io.kanshi.replay;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.kanshi.events.Level;
import io.kanshi.kinesis.settings.StreamAccess;
import io.kanshi.kinesis.stream.KinesisException;
import io.kanshi.kinesis.stream.SdkKinesisStream;
import io.kanshi.live.StreamAddress;
import io.kanshi.replay.source.InputMistake;
import io.kanshi.replay.tail.StreamTail;
import io.kanshi.replay.tail.TailFilter;
import io.kanshi.replay.tail.TailLine;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kanshi tail}: the stream as it comes. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what the stream gets, as it comes: the minutes that the archive does not have yet.",
            "Passing health checks are left out. Each shard is read once a second, out of the five reads that Kinesis allows it;"
                    + " the job needs one or two of them."
        },
        footer = {
            "",
            "Examples:",
            "  kanshi tail --stream arn:aws:kinesis:eu-central-1:123456789012:stream/logs",
            "  kanshi tail --service checkout --level warn --since 10m",
            "  kanshi tail --match 'timeout|refused'",
            "",
            "Ctrl-C ends it. Exit code 1: the stream cannot be read; 2: a flag or value is wrong."
        })
final class TailCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--stream",
            paramLabel = "ARN",
            defaultValue = "${env:KANSHI_STREAM_ARN:-}",
            description = "the stream; default: KANSHI_STREAM_ARN of the environment")
    private String stream = "";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:KANSHI_STREAM_ENDPOINT:-}",
            description =
                    "another address of Kinesis; default: KANSHI_STREAM_ENDPOINT of the environment, else the region's")
    private String endpoint = "";

    @Option(names = "--service", paramLabel = "NAME", description = "only this service")
    private @Nullable String service;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "this level and above: trace, debug, info, warn, error, fatal")
    private @Nullable String level;

    @Option(names = "--match", paramLabel = "RE2", description = "lines in which this is found")
    private @Nullable String match;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "begin this long ago; default: now",
            defaultValue = "0s")
    private String since = "0s";

    TailCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        TailFilter filter = new TailFilter(service, level(), pattern());
        Duration back = Values.duration("--since", since);
        Clock clock = Clock.systemUTC();
        try (SdkKinesisStream open = SdkKinesisStream.withoutRetries(access())) {
            StreamTail tail = new StreamTail(open, clock);
            Runtime.getRuntime().addShutdownHook(new Thread(tail::stop, "end-of-tail"));
            tail.run(clock.millis() - back.toMillis(), filter, new Out(console));
            return 0;
        } catch (KinesisException failure) {
            console.complain(String.valueOf(failure.getMessage()));
            return Kanshi.FAILED;
        }
    }

    private StreamAccess access() {
        try {
            return StreamAddress.of("--stream, --endpoint", stream, endpoint);
        } catch (IllegalArgumentException mistakes) {
            throw new InputMistake(String.valueOf(mistakes.getMessage()));
        }
    }

    private @Nullable Level level() {
        if (level == null) {
            return null;
        }
        for (Level known : Level.values()) {
            if (known.text().equalsIgnoreCase(level)) {
                return known;
            }
        }
        List<String> names = Arrays.stream(Level.values()).map(Level::text).toList();
        throw new InputMistake("--level must be one of " + String.join(", ", names) + ": " + level + ".");
    }

    private @Nullable Pattern pattern() {
        if (match == null) {
            return null;
        }
        try {
            return Pattern.compile(match);
        } catch (PatternSyntaxException wrong) {
            throw new InputMistake("--match must be RE2 (" + wrong.getDescription() + "): " + match + ".");
        }
    }

    /** Lines to the output, troubles to the error output. */
    private record Out(Console console) implements StreamTail.Out {

        @Override
        public void lines(List<TailLine> lines) {
            for (TailLine line : lines) {
                if (line.error()) {
                    console.printLoud(line.text());
                } else {
                    console.print(line.text());
                }
            }
        }

        @Override
        public void trouble(String sentence) {
            console.complain(sentence);
        }
    }
}
