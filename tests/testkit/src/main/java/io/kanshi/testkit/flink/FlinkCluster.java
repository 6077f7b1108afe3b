package io.kanshi.testkit.flink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A Flink cluster of separate JVMs on the loopback: a JobManager and TaskManagers as Flink's own scripts start them, with the S3 file
 * system as a plugin. Nothing of Flink comes to the caller's classpath. No high availability: who kills the JobManager submits the job
 * again, from its last checkpoint. Checkpoints and savepoints lie in the folder and outlive the JVMs. One thread.
 */
public final class FlinkCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SAID = 20_000;

    private static final List<String> JOB_MANAGER_MEMORY = List.of("-Xmx512m", "-XX:MaxMetaspaceSize=512m");
    private static final List<String> TASK_MANAGER_MEMORY =
            List.of("-Xmx640m", "-XX:MaxMetaspaceSize=512m", "-XX:MaxDirectMemorySize=256m");

    /** What Flink's scripts compute from one figure; the heap above is the framework's and the tasks'. */
    private static final Map<String, String> TASK_MANAGER = Map.ofEntries(
            Map.entry("taskmanager.cpu.cores", "1"),
            Map.entry("taskmanager.memory.framework.heap.size", "128m"),
            Map.entry("taskmanager.memory.framework.off-heap.size", "64m"),
            Map.entry("taskmanager.memory.task.heap.size", "512m"),
            Map.entry("taskmanager.memory.task.off-heap.size", "64m"),
            Map.entry("taskmanager.memory.network.min", "64m"),
            Map.entry("taskmanager.memory.network.max", "64m"),
            Map.entry("taskmanager.memory.managed.size", "128m"),
            Map.entry("taskmanager.memory.jvm-metaspace.size", "512m"),
            Map.entry("taskmanager.memory.jvm-overhead.min", "128m"),
            Map.entry("taskmanager.memory.jvm-overhead.max", "128m"));

    private final ClusterFolder folder;
    private final FlinkRest rest;
    private final List<FlinkJvm> taskManagers = new ArrayList<>();
    private final List<FlinkJvm> gone = new ArrayList<>();
    private final int slotsEach;
    private FlinkJvm jobManager;
    private int started;

    private FlinkCluster(ClusterFolder folder, Map<String, String> options, int port) throws IOException {
        this.folder = folder;
        this.slotsEach = Integer.parseInt(options.getOrDefault("taskmanager.numberOfTaskSlots", "1"));
        this.rest = new FlinkRest(port);
        this.jobManager = startJvm("job-manager");
    }

    /** Starts it and waits until its slots can be used, or fails with what its JVMs said; options win over the cluster's own. */
    public static FlinkCluster start(Path folder, int taskManagers, Map<String, String> options)
            throws IOException, InterruptedException {
        ClusterFolder place = new ClusterFolder(folder);
        int port = freePort();
        Map<String, String> all = options(place, port);
        all.putAll(options);
        place.write(all);
        FlinkCluster cluster = new FlinkCluster(place, all, port);
        for (int i = 0; i < taskManagers; i++) {
            cluster.addTaskManager();
        }
        cluster.awaitSlots();
        return cluster;
    }

    private static Map<String, String> options(ClusterFolder folder, int port) throws IOException {
        Map<String, String> options = new TreeMap<>(TASK_MANAGER);
        options.put("jobmanager.rpc.address", "127.0.0.1");
        options.put("jobmanager.rpc.port", Integer.toString(freePort()));
        options.put("jobmanager.bind-host", "127.0.0.1");
        options.put("taskmanager.host", "127.0.0.1");
        options.put("taskmanager.bind-host", "127.0.0.1");
        options.put("rest.address", "127.0.0.1");
        options.put("rest.bind-address", "127.0.0.1");
        options.put("rest.port", Integer.toString(port));
        // Who was killed is missed within seconds.
        options.put("heartbeat.interval", "1s");
        options.put("heartbeat.timeout", "10s");
        // The REST interface tells of a job what it was up to three seconds ago, else.
        options.put("web.refresh-interval", "100ms");
        // Who starts before the JobManager does not wait ten seconds for it.
        options.put("cluster.registration.error-delay", "500ms");
        options.put("execution.checkpointing.dir", folder.checkpoints().toUri().toString());
        options.put(
                "execution.checkpointing.savepoint-dir",
                folder.savepoints().toUri().toString());
        options.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        options.put("restart-strategy.type", "fixed-delay");
        options.put("restart-strategy.fixed-delay.attempts", "1000");
        options.put("restart-strategy.fixed-delay.delay", "500ms");
        return options;
    }

    public FlinkRest rest() {
        return rest;
    }

    /** Starts one more; it is not waited for. */
    public void addTaskManager() throws IOException {
        taskManagers.add(startJvm("task-manager-" + ++started));
    }

    /** Kill −9 of the one that was started first. */
    public void killTaskManager() throws InterruptedException {
        FlinkJvm killed = taskManagers.remove(0);
        killed.close();
        gone.add(killed);
    }

    /** Kill −9 of all of them, at once, and others in their places. */
    public void replaceTaskManagers() throws IOException, InterruptedException {
        int count = taskManagers.size();
        while (!taskManagers.isEmpty()) {
            killTaskManager();
        }
        for (int i = 0; i < count; i++) {
            addTaskManager();
        }
    }

    /** Kill −9. Its jobs are gone; their checkpoints and the TaskManagers stay. */
    public void killJobManager() throws InterruptedException {
        jobManager.close();
        gone.add(jobManager);
    }

    /** The last checkpoint of a job that need not be there any more: what was written, whoever was told of it. */
    public String lastCheckpoint(FlinkJob job) throws IOException {
        Path last = folder.lastCheckpoint(job.id());
        if (last == null) {
            throw new IOException("the job " + job.id() + " has no completed checkpoint");
        }
        return last.toUri().toString();
    }

    /** In the place of one that was killed. */
    public void startJobManager() throws IOException {
        jobManager = startJvm("job-manager-" + ++started);
    }

    private FlinkJvm startJvm(String name) throws IOException {
        return name.startsWith("job")
                ? FlinkJvm.start(
                        folder,
                        name,
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        JOB_MANAGER_MEMORY)
                : FlinkJvm.start(
                        folder, name, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", TASK_MANAGER_MEMORY);
    }

    /** Waits until the slots of all TaskManagers that were not killed are known, and no others. */
    public void awaitSlots() throws IOException, InterruptedException {
        long wanted = (long) taskManagers.size() * slotsEach;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && isAlive()) {
            try {
                if (rest.slots() == wanted) {
                    return;
                }
            } catch (IOException notYet) {
                // the JobManager is starting
            }
            Thread.sleep(50);
        }
        String said = said();
        close();
        throw new IOException("the Flink cluster has not " + wanted + " slots; it said:\n" + said);
    }

    private boolean isAlive() {
        return jobManager.isAlive() && taskManagers.stream().allMatch(FlinkJvm::isAlive);
    }

    /** The ends of what all JVMs said, those that were killed included: for the message of a test that fails. */
    public String said() {
        List<FlinkJvm> all = new ArrayList<>(gone);
        all.add(jobManager);
        all.addAll(taskManagers);
        return all.stream()
                .map(jvm -> "=== " + jvm.name + "\n" + jvm.said(SAID))
                .collect(Collectors.joining("\n"));
    }

    /** What the TaskManager that was started first holds of jobs' classes. */
    public UserClasses userClasses() throws IOException, InterruptedException {
        return UserClasses.heldBy(taskManagers.get(0));
    }

    /** Files outside the folder for temporary files that JVMs wrote beside checkpoints and logs: there should be none. */
    public List<Path> writtenElsewhere() throws IOException {
        return folder.written("untouched");
    }

    /** Files that the JVMs have for themselves in the folder for temporary files. */
    public List<Path> temporary() throws IOException {
        return folder.written("tmp");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (FlinkJvm taskManager : taskManagers) {
            taskManager.close();
        }
        jobManager.close();
    }
}
