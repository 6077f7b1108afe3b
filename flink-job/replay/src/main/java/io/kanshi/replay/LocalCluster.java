package io.kanshi.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.util.Reference;

/** How Flink is set up within this program: small buffers, state on the heap, and no second try for an error that would only repeat. */
final class LocalCluster {

    /** Buffers between tasks; only panes, errors and the records' hand-over use them. */
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

    /** Nothing uses managed memory: the state is on the heap, and nothing is sorted. */
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(1);

    private LocalCluster() {}

    /** Loading it unpacks and links a large part of Flink, half a second each time: once for all clusters of this process. */
    private static final class Rpc {
        static final RpcSystem SYSTEM = load();

        private static RpcSystem load() {
            RpcSystem system = RpcSystem.load();
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "unload-rpc-system"));
            return system;
        }
    }

    static MiniCluster of(Configuration configuration, int slots) {
        MiniClusterConfiguration cluster = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build();
        return new MiniCluster(cluster, () -> Reference.borrowed(Rpc.SYSTEM));
    }

    static Configuration configuration(ReplayPlan plan, Path checkpoints) {
        Configuration configuration = new Configuration();
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, plan.parallelism());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, plan.checkpointInterval());
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return configuration;
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
