package io.kanshi.job;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes frames as a sidecar would, one line at a time. */
final class Frames {

    private final List<RawRecord> records = new ArrayList<>();
    private long seq;
    private long received;

    /** A frame with these lines, which arrives at a time after which nothing at or before the watermark comes. */
    Frames frame(long arrivalMillis, long watermarkMillis, List<String> lines) {
        received += lines.size();
        StringBuilder frame = new StringBuilder("{\"kanshi\":1,\"boot\":\"b0\",\"lane\":0,\"seq\":" + seq++
                + ",\"events\":" + lines.size() + ",\"received\":" + received
                + ",\"joined\":0,\"shed\":0,\"held\":0,\"ecs_cluster\":\"prod\"}\n");
        lines.forEach(line -> frame.append(line).append('\n'));
        records.add(new RawRecord(frame.toString().getBytes(StandardCharsets.UTF_8), arrivalMillis, watermarkMillis));
        return this;
    }

    List<RawRecord> records() {
        return records;
    }

    /** A FireLens event of a service. */
    static String line(String service, long timeMillis, String log) {
        return "{\"date\":" + timeMillis / 1000 + "." + String.format("%03d", timeMillis % 1000)
                + ",\"container_id\":\"c-" + service + "\",\"container_name\":\"/" + service
                + "\",\"source\":\"stdout\",\"log\":\""
                + log.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\",\"ecs_task_arn\":\"arn:aws:ecs:eu-west-1:123456789012:task/prod/t-" + service
                + "\",\"ecs_task_definition\":\"" + service + ":1\"}";
    }

    static String json(String level, String message) {
        return "{\"level\":\"" + level + "\",\"msg\":\"" + message + "\"}";
    }
}
