package io.kanshi.forwarder;

import com.github.luben.zstd.Zstd;
import io.kanshi.testkit.s3.S3Bucket;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.SidecarFrames;
import io.kanshi.wire.FrameHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What sidecars have left in a bucket, taken apart. */
final class S3Frames {

    private S3Frames() {}

    /** The frames of all objects in the order of their names, each as the record that it would have been. */
    static List<AcceptedRecord> records(S3Bucket bucket) {
        List<AcceptedRecord> records = new ArrayList<>();
        for (String key : bucket.keys()) {
            String name = key.substring(key.lastIndexOf('/') + 1);
            String lane = name.substring(0, 36) + "-" + Integer.parseInt(name.substring(37, 43));
            byte[] left = bucket.bytes(key);
            while (left.length > 0) {
                int size = (int) Zstd.findFrameCompressedSize(left);
                records.add(new AcceptedRecord(lane, Arrays.copyOf(left, size), "s3", key + "/" + records.size()));
                left = Arrays.copyOfRange(left, size, left.length);
            }
        }
        return records;
    }

    static List<Long> seqs(List<AcceptedRecord> records) {
        return records.stream()
                .flatMap(record -> SidecarFrames.of(List.of(record)).headers().stream())
                .map(FrameHeader::seq)
                .toList();
    }
}
