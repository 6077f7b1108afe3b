package io.kanshi.local;

import io.kanshi.job.CostGuard;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.live.LiveSettings;
import io.kanshi.testkit.aws.AwsAccount;
import io.kanshi.testkit.aws.Moto;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** What AWS has in production, in emulators: two streams, a log group, two topics. Ports are free ones of the loopback. */
final class Cloud implements AutoCloseable {

    static final String LOG_GROUP = "/kanshi/errors";
    private static final String LOGS = "logs";
    private static final String DERIVED = "kanshi-derived";
    private static final String CHAT = "kanshi-alerts-chat";
    private static final String MACHINES = "kanshi-alerts-json";
    private static final int SHARDS = 2;

    private final KinesisLocal kinesis;
    private final Moto moto;
    private final AwsAccount account;
    private final LiveSettings.Outlets outlets;

    private Cloud(KinesisLocal kinesis, Moto moto) {
        this.kinesis = kinesis;
        this.moto = moto;
        account = new AwsAccount(moto.endpoint());
        account.makeLogGroup(LOG_GROUP);
        AwsAccess access = AwsAccess.of(Moto.REGION, moto.endpoint());
        outlets = new LiveSettings.Outlets(
                new CloudWatchLogs(LOG_GROUP, access),
                new AlertTopic(AlertTopic.Readers.PEOPLE, account.makeTopic(CHAT), access),
                new AlertTopic(AlertTopic.Readers.MACHINES, account.makeTopic(MACHINES), access),
                new DerivedStream(DERIVED, AwsAccess.of(KinesisLocal.REGION, kinesis.endpoint())),
                CostGuard.DEFAULT);
    }

    /** Starts it; an IOException says what is missing on this machine. */
    static Cloud start() throws IOException, InterruptedException {
        // Emulators take any; the SDK wants some.
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        KinesisLocal kinesis = KinesisLocal.start();
        try {
            kinesis.createStream(LOGS, SHARDS);
            kinesis.createStream(DERIVED, 1);
            return new Cloud(kinesis, Moto.start());
        } catch (IOException | InterruptedException | RuntimeException failure) {
            kinesis.close();
            throw failure;
        }
    }

    static String region() {
        return KinesisLocal.REGION;
    }

    String stream() {
        return LOGS;
    }

    String streamArn() {
        return "arn:aws:kinesis:" + KinesisLocal.REGION + ":000000000000:stream/" + LOGS;
    }

    URI kinesis() {
        return kinesis.endpoint();
    }

    URI aws() {
        return moto.endpoint();
    }

    LiveSettings.Outlets outlets() {
        return outlets;
    }

    /** What the topic for machines got since the last call: alerts as JSON. */
    List<String> takeAlerts() {
        return account.takeMessages(MACHINES);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        account.close();
        moto.close();
        kinesis.close();
    }
}
