package io.kanshi.testkit.aws;

import io.kanshi.testkit.Json;
import io.kanshi.testkit.aws.FakeServer.Refusal;
import io.kanshi.testkit.aws.FakeServer.Request;
import io.kanshi.testkit.sidecar.JsonReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A CloudWatch Logs with one log group: CreateLogStream and PutLogEvents, every limit of theirs kept strictly, too old and too new events
 * left out and told. All threads.
 */
public final class LogsFake implements AutoCloseable {

    private final String group;
    private final long nowMillis;
    private final long retentionMillis;
    private final FakeServer server = new FakeServer(new Service());
    private final Map<String, List<Event>> streams = new TreeMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<String> invalid = new ArrayList<>();
    private volatile Function<Call, Trouble> trouble = call -> new Trouble.None();

    /** An event as it was put. */
    public record Event(long timeMillis, String message) {}

    /** A request: the operation's name, the log stream, and how many events there were. */
    public record Call(String operation, String stream, int events) {}

    /** A service whose clock stands still. */
    public LogsFake(String group, long nowMillis, int retentionDays) {
        this.group = group;
        this.nowMillis = nowMillis;
        this.retentionMillis = retentionDays * LogsLimits.DAY;
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** From the next request on. */
    public void trouble(Function<Call, Trouble> next) {
        trouble = next;
    }

    /** What is kept, by stream, each in the order of arrival. */
    public synchronized Map<String, List<Event>> streams() {
        Map<String, List<Event>> copy = new TreeMap<>();
        streams.forEach((name, events) -> copy.put(name, List.copyOf(events)));
        return copy;
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Why requests were refused as invalid; a correct sender gives no reason. */
    public synchronized List<String> invalid() {
        return List.copyOf(invalid);
    }

    public synchronized void deleteStream(String name) {
        streams.remove(name);
    }

    private final class Service implements FakeServer.Service {

        @Override
        public Trouble trouble(Request request) {
            Map<?, ?> body = (Map<?, ?>) JsonReader.read(request.body().getBytes(StandardCharsets.UTF_8));
            int events = body.get("logEvents") instanceof List<?> list ? list.size() : 0;
            Call call = new Call(operation(request), String.valueOf(body.get("logStreamName")), events);
            synchronized (LogsFake.this) {
                calls.add(call);
            }
            return trouble.apply(call);
        }

        private static String operation(Request request) {
            return request.target().substring(request.target().indexOf('.') + 1);
        }

        @Override
        public String serve(Request request) throws Refusal {
            Map<?, ?> body = (Map<?, ?>) JsonReader.read(request.body().getBytes(StandardCharsets.UTF_8));
            synchronized (LogsFake.this) {
                try {
                    return operation(request).equals("CreateLogStream") ? create(body) : put(body);
                } catch (Refusal refused) {
                    if ("InvalidParameterException".equals(refused.getMessage())) {
                        invalid.add(operation(request));
                    }
                    throw refused;
                }
            }
        }

        @Override
        public String contentType() {
            return "application/x-amz-json-1.1";
        }

        @Override
        public String error(String code, String message) {
            return Json.object().put("__type", code).put("message", message).toString();
        }
    }

    private String create(Map<?, ?> body) throws Refusal {
        checkGroup(body);
        String name = String.valueOf(body.get("logStreamName"));
        if (name.isEmpty() || name.length() > 512 || name.contains(":") || name.contains("*")) {
            throw LogsLimits.invalid("logStreamName must be 1 to 512 characters but : and *: " + name);
        }
        if (streams.putIfAbsent(name, new ArrayList<>()) != null) {
            throw new Refusal("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
        return "{}";
    }

    private void checkGroup(Map<?, ?> body) throws Refusal {
        if (!group.equals(body.get("logGroupName"))) {
            throw new Refusal("ResourceNotFoundException", "The specified log group does not exist.");
        }
    }

    private String put(Map<?, ?> body) throws Refusal {
        checkGroup(body);
        List<Event> stream = streams.get(String.valueOf(body.get("logStreamName")));
        if (stream == null) {
            throw new Refusal("ResourceNotFoundException", "The specified log stream does not exist.");
        }
        List<Event> events = events(body);
        LogsLimits.check(events);
        return keep(events, stream);
    }

    private static List<Event> events(Map<?, ?> body) throws Refusal {
        List<Event> events = new ArrayList<>();
        if (body.get("logEvents") instanceof List<?> list) {
            for (Object event : list) {
                if (!(event instanceof Map<?, ?> fields)
                        || !(fields.get("timestamp") instanceof Long time)
                        || !(fields.get("message") instanceof String message)) {
                    throw LogsLimits.invalid("an event must have timestamp and message: " + event);
                }
                events.add(new Event(time, message));
            }
        }
        return events;
    }

    /** The events are in order of time: so the old ones end, and the new ones start, at an index. */
    private String keep(List<Event> events, List<Event> stream) {
        int tooOld = before(events, nowMillis - LogsLimits.OLDEST);
        int expired = before(events, nowMillis - retentionMillis);
        int tooNew = before(events, nowMillis + LogsLimits.NEWEST + 1);
        stream.addAll(events.subList(Math.min(Math.max(tooOld, expired), tooNew), tooNew));
        Json rejected = Json.object();
        if (tooOld > 0) {
            rejected.put("tooOldLogEventEndIndex", tooOld);
        }
        if (expired > 0) {
            rejected.put("expiredLogEventEndIndex", expired);
        }
        if (tooNew < events.size()) {
            rejected.put("tooNewLogEventStartIndex", tooNew);
        }
        boolean none = tooOld == 0 && expired == 0 && tooNew == events.size();
        return none
                ? "{}"
                : Json.object().put("rejectedLogEventsInfo", rejected).toString();
    }

    private static int before(List<Event> events, long millis) {
        return (int)
                events.stream().filter(event -> event.timeMillis() < millis).count();
    }

    @Override
    public void close() {
        server.close();
    }
}
