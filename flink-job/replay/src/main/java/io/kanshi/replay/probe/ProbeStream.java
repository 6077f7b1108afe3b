package io.kanshi.replay.probe;

import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The stream that the job reads, for writing. The client tries again what passes. */
record ProbeStream(KinesisClient client, String arn) implements AutoCloseable {

    void put(ProbeLine line) throws IOException {
        try {
            client.putRecord(request ->
                    request.streamARN(arn).partitionKey(line.id()).data(SdkBytes.fromByteArrayUnsafe(line.bytes())));
        } catch (SdkException failed) {
            throw new IOException(arn + " does not take a line: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
