package io.kanshi.replay.probe;

import io.kanshi.job.parquet.InputPath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** The table {@code logs} as a reader sees it. */
interface ArchiveFolder extends AutoCloseable {

    /** The files of a partition, such as {@code dt=2026-11-02/hour=05}; none where it is not there. */
    List<ArchiveFile> files(String partition) throws IOException;

    @Override
    void close();

    /** On a file system that Flink knows by itself. */
    record OnDisk(Path logs) implements ArchiveFolder {

        @Override
        public List<ArchiveFile> files(String partition) throws IOException {
            List<ArchiveFile> files = new ArrayList<>();
            for (FileStatus file : list(new Path(logs, partition))) {
                if (!file.isDir() && ArchiveFile.isVisible(file.getPath().getName())) {
                    Instant changed = Instant.ofEpochMilli(file.getModificationTime());
                    files.add(new ArchiveFile(file.getPath().toString(), changed, new InputPath(file.getPath())));
                }
            }
            return files;
        }

        private static FileStatus[] list(Path folder) throws IOException {
            try {
                FileStatus[] files = folder.getFileSystem().listStatus(folder);
                return files == null ? new FileStatus[0] : files;
            } catch (FileNotFoundException none) {
                return new FileStatus[0];
            }
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
