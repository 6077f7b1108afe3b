package io.kanshi.testkit.flink;

import io.kanshi.testkit.Json;
import io.kanshi.testkit.sidecar.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cluster's REST interface, as far as tests need it. Every answer that is no success is an IOException with its words. */
public final class FlinkRest {

    /** The main method of a job runs before its submission is answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    FlinkRest(int port) {
        endpoint = URI.create("http://127.0.0.1:" + port);
    }

    /** Of all TaskManagers together. */
    long slots() throws IOException, InterruptedException {
        return number(get("/overview"), "slots-total");
    }

    /** The cluster's name for the jar, for {@link #run}. */
    public String upload(Path jar) throws IOException, InterruptedException {
        String boundary = "end-of-jar";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()),
                        HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(jar)),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build();
        String file = text(send(request), "filename");
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /**
     * Starts the jar's main class.
     *
     * @param savepoint the folder of a savepoint or retained checkpoint, or null
     */
    public FlinkJob run(String jar, List<String> arguments, int parallelism, @Nullable String savepoint)
            throws IOException, InterruptedException {
        String list = arguments.stream()
                .map(argument -> Json.object().put("a", argument).toString())
                .map(object -> object.substring(object.indexOf(':') + 1, object.length() - 1))
                .collect(Collectors.joining(",", "[", "]"));
        Json request = Json.object().raw("programArgsList", list).put("parallelism", parallelism);
        if (savepoint != null) {
            request.put("savepointPath", savepoint);
        }
        return new FlinkJob(this, text(post("/jars/" + jar + "/run", request), "jobid"));
    }

    /** Cancels what runs, whoever started it. */
    public void cancelAll() throws IOException, InterruptedException {
        if (at(get("/jobs/overview"), "jobs") instanceof List<?> jobs) {
            for (Object job : jobs) {
                if (text(job, "state").equals("RUNNING") || text(job, "state").equals("RESTARTING")) {
                    new FlinkJob(this, text(job, "jid")).cancel();
                }
            }
        }
    }

    Object get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    Object post(String path, Json body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    void patch(String path) throws IOException, InterruptedException {
        send(request(path).method("PATCH", HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(PATIENCE);
    }

    private Object send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " gave " + answer.statusCode()
                    + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JsonReader.read(answer.body());
    }

    static String text(Object json, String... path) {
        Object found = at(json, path);
        if (found instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text at " + String.join(".", path) + " of " + json);
    }

    static long number(Object json, String... path) {
        Object found = at(json, path);
        if (found instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("no number at " + String.join(".", path) + " of " + json);
    }

    /** Null where there is none; an empty Optional is JSON's null. */
    static @Nullable Object at(Object json, String... path) {
        Object found = json;
        for (String name : path) {
            found = found instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return found;
    }
}
