package io.kanshi.testkit.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of the emulator, through AWS's client. */
public final class S3Bucket implements AutoCloseable {

    private final S3Client client;
    private final String name;

    private S3Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Makes it. */
    public static S3Bucket make(URI endpoint, String name) {
        S3Bucket bucket = of(endpoint, name);
        bucket.client.createBucket(request -> request.bucket(name));
        return bucket;
    }

    /** One that is there, or not. */
    static S3Bucket of(URI endpoint, String name) {
        S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(S3Emulator.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Emulator.ACCESS_KEY, S3Emulator.SECRET_KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return new S3Bucket(client, name);
    }

    /** The keys of all objects, sorted. */
    public List<String> keys() {
        return client.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    /** When each object was there, by its key. */
    public Map<String, Instant> modified() {
        return client.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                .collect(Collectors.toMap(S3Object::key, S3Object::lastModified));
    }

    public void put(String key, byte[] content) {
        client.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(content));
    }

    public byte[] bytes(String key) {
        return client.getObjectAsBytes(request -> request.bucket(name).key(key)).asByteArray();
    }

    /** Like {@code aws s3 sync s3://bucket folder}. */
    public Path download(Path folder) throws IOException {
        for (String key : keys()) {
            Path file = folder.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(key));
        }
        return folder;
    }

    @Override
    public void close() {
        client.close();
    }
}
