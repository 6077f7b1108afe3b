package io.kanshi.job.derived;

import io.kanshi.job.ErrorEvent;
import io.kanshi.job.ErrorRate;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Delivery;
import io.kanshi.job.aws.DeliverySink;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.EntryForm;
import io.kanshi.job.aws.RequestLimits;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.ThresholdBreach;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The ends that write to the derived stream, keyed by service.
 *
 * @param stream name or ARN
 */
public record DerivedStream(String stream, AwsAccess access) implements Serializable {

    /** The setting that names the stream. */
    public static final String SETTING = "derived.stream";

    private static final RequestLimits LIMITS = new RequestLimits(
            KinesisLimits.RECORDS_PER_REQUEST,
            KinesisLimits.BYTES_PER_REQUEST,
            KinesisLimits.BYTES_PER_RECORD,
            4,
            10_000,
            16L << 20,
            500);

    private static final String NO_SERVICE = "-";

    public Sink<ErrorEvent> errors() {
        return new DeliverySink<>(new Way<>(this, ErrorEvent::service, DerivedJson::of));
    }

    public Sink<AlertEvent> alerts() {
        return new DeliverySink<>(
                new Way<>(this, alert -> alert.key().getOrDefault("service", alert.rule()), DerivedJson::of));
    }

    public Sink<ErrorRate> errorRates() {
        return new DeliverySink<>(new Way<>(this, ErrorRate::service, DerivedJson::of));
    }

    public Sink<ThresholdBreach> thresholdBreaches() {
        return new DeliverySink<>(
                new Way<>(this, breach -> breach.key().getOrDefault("service", breach.rule()), DerivedJson::of));
    }

    Destination<DerivedRecord> open() {
        return new PutRecords(stream, access.client(KinesisClient.builder()));
    }

    private interface Part<T> extends Function<T, String>, Serializable {}

    private record Way<T>(DerivedStream stream, Part<T> key, Part<T> json) implements Delivery<T, DerivedRecord> {

        @Override
        public DerivedRecord entry(T element) {
            return new DerivedRecord(
                    partitionKey(key.apply(element)), json.apply(element).getBytes(StandardCharsets.UTF_8));
        }

        private static String partitionKey(String service) {
            if (service.isEmpty()) {
                return NO_SERVICE;
            }
            int characters = Math.min(service.length(), KinesisLimits.PARTITION_KEY_CHARACTERS);
            return service.substring(0, characters);
        }

        @Override
        public EntryForm<DerivedRecord> form() {
            return new DerivedRecordForm();
        }

        @Override
        public RequestLimits limits() {
            return LIMITS;
        }

        @Override
        public Destination<DerivedRecord> open() {
            return stream.open();
        }
    }
}
