package io.kanshi.live;

import io.kanshi.job.rulesfile.RuleText;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/** Reads what {@code rules.file} names while settings are checked. A command has no plugin of Flink's for S3 and brings a way of its own. */
public interface RuleFiles {

    /** What a cluster knows. */
    RuleFiles OF_FLINK = (file, region) -> RuleText.read(new Path(file));

    /**
     * An IOException says why it cannot be read.
     *
     * @param region the stream's; empty where its ARN is wrong
     */
    RuleText read(String file, String region) throws IOException;
}
