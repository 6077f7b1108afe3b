package io.kanshi.kinesis.stream;

import java.util.List;

/**
 * A shard as it is listed.
 *
 * @param parents none, one (after a split) or two (after a merge); they may be gone already
 * @param open whether it takes records
 */
public record ShardInfo(String id, List<String> parents, boolean open) {}
