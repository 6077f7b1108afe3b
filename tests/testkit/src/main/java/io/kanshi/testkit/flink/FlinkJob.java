package io.kanshi.testkit.flink;

import io.kanshi.testkit.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A job of the cluster, through its REST interface. */
public final class FlinkJob {

    private final FlinkRest rest;
    private final String id;

    FlinkJob(FlinkRest rest, String id) {
        this.rest = rest;
        this.id = id;
    }

    /** Flink's. */
    public String id() {
        return id;
    }

    /** RUNNING, RESTARTING, FINISHED, FAILED, …; where all tasks run or have nothing left to do, RUNNING is ALL_RUNNING. */
    public String state() throws IOException, InterruptedException {
        Object job = rest.get("/jobs/" + id);
        String state = FlinkRest.text(job, "state");
        if (!state.equals("RUNNING") || !(FlinkRest.at(job, "vertices") instanceof List<?> vertices)) {
            return state;
        }
        boolean all = vertices.stream()
                .map(vertex -> FlinkRest.text(vertex, "status"))
                .allMatch(status -> status.equals("RUNNING") || status.equals("FINISHED"));
        return all ? "ALL_RUNNING" : state;
    }

    /** Waits for a state; fails after the patience, or when the job ends otherwise, with the job's exceptions. */
    public void await(String wanted, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        String state = state();
        while (!state.equals(wanted)) {
            boolean ended = state.equals("FINISHED") || state.equals("FAILED") || state.equals("CANCELED");
            if (ended || System.nanoTime() > deadline) {
                throw new IOException("the job is " + state + ", not " + wanted + ": " + exceptions());
            }
            Thread.sleep(50);
            state = state();
        }
    }

    /** Completed since the job was submitted. */
    public long completedCheckpoints() throws IOException, InterruptedException {
        return FlinkRest.number(rest.get(checkpoints()), "counts", "completed");
    }

    /** Waits for so many more. */
    public void awaitCheckpoints(int more, Duration patience) throws IOException, InterruptedException {
        long wanted = completedCheckpoints() + more;
        long deadline = System.nanoTime() + patience.toNanos();
        while (completedCheckpoints() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no " + more + " checkpoints within " + patience + ": " + exceptions());
            }
            Thread.sleep(50);
        }
    }

    /** How often it was restored: from a savepoint, or after a failure. */
    public long restored() throws IOException, InterruptedException {
        return FlinkRest.number(rest.get(checkpoints()), "counts", "restored");
    }

    private String checkpoints() {
        return "/jobs/" + id + "/checkpoints";
    }

    public void cancel() throws IOException, InterruptedException {
        rest.patch("/jobs/" + id + "?mode=cancel");
        await("CANCELED", Duration.ofSeconds(60));
    }

    /** Ends it without a loss, and gives the savepoint's folder. */
    public String stopWithSavepoint() throws IOException, InterruptedException {
        Object answer = rest.post("/jobs/" + id + "/stop", Json.object().raw("drain", "false"));
        String trigger = FlinkRest.text(answer, "request-id");
        Object told = rest.get("/jobs/" + id + "/savepoints/" + trigger);
        while (!FlinkRest.text(told, "status", "id").equals("COMPLETED")) {
            Thread.sleep(50);
            told = rest.get("/jobs/" + id + "/savepoints/" + trigger);
        }
        if (!(FlinkRest.at(told, "operation", "location") instanceof String location)) {
            throw new IOException("no savepoint: " + told);
        }
        await("FINISHED", Duration.ofSeconds(60));
        return location;
    }

    /** The sum of a metric over all subtasks of all vertices. */
    public double sum(String metric) throws IOException, InterruptedException {
        double sum = 0;
        if (FlinkRest.at(rest.get("/jobs/" + id), "vertices") instanceof List<?> vertices) {
            for (Object vertex : vertices) {
                String path = "/jobs/" + id + "/vertices/" + FlinkRest.text(vertex, "id") + "/subtasks/metrics";
                sum += sum(rest.get(path + "?agg=sum&get=" + metric));
            }
        }
        return sum;
    }

    private static double sum(Object answer) {
        return answer instanceof List<?> metrics
                ? metrics.stream()
                        .filter(Map.class::isInstance)
                        .mapToDouble(
                                metric -> FlinkRest.at(metric, "sum") instanceof Number sum ? sum.doubleValue() : 0)
                        .sum()
                : 0;
    }

    /** What failed it, as JSON: for people. */
    public String exceptions() throws IOException, InterruptedException {
        return String.valueOf(rest.get("/jobs/" + id + "/exceptions?maxExceptions=10"));
    }
}
