package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.stream.KinesisStream;
import io.kanshi.kinesis.stream.ReadResult;
import io.kanshi.kinesis.stream.SdkKinesisStream;
import io.kanshi.kinesis.stream.ShardInfo;
import io.kanshi.live.StreamAddress;
import io.kanshi.testkit.aws.AwsAccount;
import io.kanshi.testkit.aws.Moto;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job has told others than the archive, read as they would read it: a log group, two topics and the derived stream of a test. */
final class Told implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");
    private static final Pattern THREAD = Pattern.compile("\"thread_id\":\"([^\"]*)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([^\"]*)\"");
    private static final int RECORDS_PER_READ = 10_000;

    private final String test;
    private final KinesisLocal kinesis;
    private final Moto moto;
    private final AwsAccount account;
    private final String chat;
    private final String json;

    Told(String test, KinesisLocal kinesis, Moto moto) throws Exception {
        this.test = test;
        this.kinesis = kinesis;
        this.moto = moto;
        account = new AwsAccount(moto.endpoint());
        account.makeLogGroup(group());
        chat = account.makeTopic(test + "-chat");
        json = account.makeTopic(test + "-json");
        kinesis.createStream(derived(), 1);
    }

    private String group() {
        return "/kanshi/" + test;
    }

    private String derived() {
        return test + "-derived";
    }

    /** The job's settings, a line each. */
    List<String> settings() {
        return List.of(
                "cloudwatch.log-group=" + group(),
                "cloudwatch.endpoint=" + moto.endpoint(),
                "cloudwatch.errors-per-minute=1000000",
                "alerts.chat-topic=" + chat,
                "alerts.json-topic=" + json,
                "alerts.endpoint=" + moto.endpoint(),
                "derived.stream=" + derived(),
                "derived.endpoint=" + kinesis.endpoint());
    }

    List<String> logEvents() {
        return account.logEvents(group());
    }

    List<String> chatMessages() {
        return account.takeMessages(test + "-chat");
    }

    List<String> jsonMessages() {
        return account.takeMessages(test + "-json");
    }

    /** Records of the derived stream, from its beginning. */
    List<String> derivedRecords() throws Exception {
        List<String> all = new ArrayList<>();
        String arn = "arn:aws:kinesis:" + KinesisLocal.REGION + ":000000000000:stream/" + derived();
        try (KinesisStream stream = SdkKinesisStream.withRetries(
                StreamAddress.of("test", arn, kinesis.endpoint().toString()))) {
            for (ShardInfo shard : stream.shards()) {
                String next = stream.iterator(shard.id(), Position.START);
                ReadResult read;
                do {
                    read = stream.read(next, RECORDS_PER_READ);
                    read.records()
                            .forEach(record ->
                                    all.add(new String(record.data(), java.nio.charset.StandardCharsets.UTF_8)));
                    next = String.valueOf(read.next());
                } while (read.millisBehindLatest() > 0);
            }
        }
        return all;
    }

    /** When messages came to the topic for machines, since the last call. */
    List<AwsAccount.Arrived> jsonArrivals() {
        return account.takeArrivals(test + "-json");
    }

    /** Alerts by their ids. Of the start of an alert that is told again more may be known; thread and status are the same. */
    static Map<String, String> alertsById(List<String> alerts) {
        Map<String, String> byId = new HashMap<>();
        for (String alert : alerts) {
            String before = byId.put(first(ID, alert), alert);
            if (before != null
                    && !(first(THREAD, before) + first(STATUS, before))
                            .equals(first(THREAD, alert) + first(STATUS, alert))) {
                throw new AssertionError("the same id, and not the same:\n" + before + "\n" + alert);
            }
        }
        return byId;
    }

    private static String first(Pattern pattern, String object) {
        Matcher found = pattern.matcher(object);
        if (!found.find()) {
            throw new AssertionError("has no " + pattern + ": " + object);
        }
        return found.group(1);
    }

    /** By their ids; what has an id twice must be the same twice. */
    static Map<String, String> byId(List<String> objects) {
        Map<String, String> byId = new HashMap<>();
        for (String object : objects) {
            String before = byId.put(first(ID, object), object);
            if (before != null && !before.equals(object)) {
                throw new AssertionError("the same id, and not the same:\n" + before + "\n" + object);
            }
        }
        return byId;
    }

    /** At least once, and a repeat has the id of what it repeats: all errors, an error rate, and the rule's alert to machines and to people. */
    void checkArrived(long errors, String rule) throws Exception {
        assertThat(byId(logEvents()).size()).isEqualTo(errors);
        List<String> derived = derivedRecords();
        assertThat(byId(derived.stream()
                                .filter(record -> record.startsWith("{\"type\":\"errors\""))
                                .toList())
                        .size())
                .isEqualTo(errors);
        assertThat(derived).anyMatch(record -> record.startsWith("{\"type\":\"error_rate\""));
        assertThat(alertsById(jsonMessages()).values())
                .anyMatch(alert ->
                        alert.contains("\"rule\":\"" + rule + "\"") && alert.contains("\"status\":\"firing\""));
        assertThat(chatMessages()).anyMatch(message -> message.contains(rule));
    }

    @Override
    public void close() {
        account.close();
    }
}
