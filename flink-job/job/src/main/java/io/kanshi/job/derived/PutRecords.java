package io.kanshi.job.derived;

import io.kanshi.job.aws.Answer;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.Failures;
import io.kanshi.job.aws.Requests;
import io.kanshi.job.aws.Target;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Writes to a Kinesis stream. The answer tells per record, in the order of the request; only what was refused is sent again. */
final class PutRecords implements Destination<DerivedRecord> {

    private static final String ARN = "arn:";

    private final String stream;
    private final KinesisClient client;
    private final Requests<DerivedRecord> requests;

    PutRecords(String stream, KinesisClient client) {
        this.stream = stream;
        this.client = client;
        this.requests =
                new Requests<>(new Target(DerivedStream.SETTING, "stream", stream, "kinesis:PutRecords"), this::send);
    }

    @Override
    public Answer<DerivedRecord> put(List<DerivedRecord> entries) {
        Answer<DerivedRecord> answer = new Answer<>();
        requests.send(entries, answer);
        return answer;
    }

    private void send(List<DerivedRecord> entries, Answer<DerivedRecord> answer) {
        PutRecordsRequest.Builder request = PutRecordsRequest.builder()
                .records(entries.stream().map(PutRecords::record).toList());
        PutRecordsRequest named = stream.startsWith(ARN)
                ? request.streamARN(stream).build()
                : request.streamName(stream).build();
        List<PutRecordsResultEntry> results = client.putRecords(named).records();
        for (int i = 0; i < entries.size(); i++) {
            String error = results.get(i).errorCode();
            if (error != null && !error.isEmpty()) {
                String words = error + ": " + results.get(i).errorMessage();
                requests.refused(entries.subList(i, i + 1), Failures.ofEntry(error, false), words, answer);
            }
        }
    }

    private static PutRecordsRequestEntry record(DerivedRecord entry) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(entry.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(entry.json()))
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
