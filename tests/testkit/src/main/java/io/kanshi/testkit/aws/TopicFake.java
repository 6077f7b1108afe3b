package io.kanshi.testkit.aws;

import io.kanshi.testkit.aws.FakeServer.Refusal;
import io.kanshi.testkit.aws.FakeServer.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** An SNS with one topic: PublishBatch, its limits kept strictly, and single entries that fail as told. All threads. */
public final class TopicFake implements AutoCloseable {

    private static final int ENTRIES = 10;
    private static final long BYTES = 262_144;
    private static final String ENTRY = "PublishBatchRequestEntries.member.";

    private final String topic;
    private final FakeServer server = new FakeServer(new Service());
    private final List<Message> messages = new ArrayList<>();
    private final List<String> invalid = new ArrayList<>();
    private volatile Function<Integer, Trouble> trouble = request -> new Trouble.None();
    private volatile Predicate<Message> throttled = message -> false;
    private volatile Predicate<Message> refused = message -> false;
    private int requests;

    /** A message that was taken. */
    public record Message(String text, Map<String, String> attributes) {}

    public TopicFake(String topic) {
        this.topic = topic;
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** By the number of the request, from 0. */
    public void trouble(Function<Integer, Trouble> next) {
        trouble = next;
    }

    /** Entries that fail for now, in an answer that is otherwise good. Asked once for every entry of every request. */
    public void throttle(Predicate<Message> some) {
        throttled = some;
    }

    /** Entries that fail for ever, and by their sender's fault. */
    public void refuse(Predicate<Message> some) {
        refused = some;
    }

    /** What was taken, in order. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Why requests were refused as a whole; a correct sender gives no reason. */
    public synchronized List<String> invalid() {
        return List.copyOf(invalid);
    }

    public synchronized int requests() {
        return requests;
    }

    private final class Service implements FakeServer.Service {

        @Override
        public Trouble trouble(Request request) {
            synchronized (TopicFake.this) {
                return trouble.apply(requests++);
            }
        }

        @Override
        public String serve(Request request) throws Refusal {
            synchronized (TopicFake.this) {
                try {
                    return publish(fields(request.body()));
                } catch (Refusal refusal) {
                    invalid.add(String.valueOf(refusal.getMessage()));
                    throw refusal;
                }
            }
        }

        @Override
        public String contentType() {
            return "text/xml";
        }

        @Override
        public String error(String code, String message) {
            return "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                    + code + "</Code><Message>" + message
                    + "</Message></Error><RequestId>0</RequestId></ErrorResponse>";
        }
    }

    private String publish(Map<String, String> fields) throws Refusal {
        if (!topic.equals(fields.get("TopicArn"))) {
            throw new Refusal(new Trouble.Refuse(404, "NotFound", "Topic does not exist"));
        }
        List<Message> batch = messages(fields);
        if (batch.isEmpty() || batch.size() > ENTRIES) {
            throw new Refusal("TooManyEntriesInBatchRequest", "1 to 10 entries: " + batch.size());
        }
        long bytes = batch.stream().mapToLong(TopicFake::size).sum();
        if (bytes > BYTES) {
            throw new Refusal("BatchRequestTooLong", "more than " + BYTES + " bytes: " + bytes);
        }
        StringBuilder failed = new StringBuilder();
        StringBuilder taken = new StringBuilder();
        for (int i = 0; i < batch.size(); i++) {
            String id = fields.getOrDefault(ENTRY + (i + 1) + ".Id", "");
            if (throttled.test(batch.get(i))) {
                failed.append(failure(id, "Throttled", false));
            } else if (refused.test(batch.get(i))) {
                failed.append(failure(id, "InvalidParameter", true));
            } else {
                messages.add(batch.get(i));
                taken.append("<member><Id>").append(id).append("</Id><MessageId>m</MessageId></member>");
            }
        }
        return "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishBatchResult><Failed>"
                + failed + "</Failed><Successful>" + taken
                + "</Successful></PublishBatchResult><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata>"
                + "</PublishBatchResponse>";
    }

    private static String failure(String id, String code, boolean senderFault) {
        return "<member><Id>" + id + "</Id><Code>" + code + "</Code><Message>told so</Message><SenderFault>"
                + senderFault + "</SenderFault></member>";
    }

    private static List<Message> messages(Map<String, String> fields) {
        List<Message> messages = new ArrayList<>();
        for (int i = 1; fields.containsKey(ENTRY + i + ".Message"); i++) {
            Map<String, String> attributes = new HashMap<>();
            String entry = ENTRY + i + ".MessageAttributes.entry.";
            for (int k = 1; fields.containsKey(entry + k + ".Name"); k++) {
                attributes.put(
                        fields.getOrDefault(entry + k + ".Name", ""),
                        fields.getOrDefault(entry + k + ".Value.StringValue", ""));
            }
            messages.add(new Message(fields.getOrDefault(ENTRY + i + ".Message", ""), attributes));
        }
        return messages;
    }

    private static long size(Message message) {
        long size = bytes(message.text());
        for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
            size += bytes(attribute.getKey()) + bytes("String") + bytes(attribute.getValue());
        }
        return size;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(
                    URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        server.close();
    }
}
