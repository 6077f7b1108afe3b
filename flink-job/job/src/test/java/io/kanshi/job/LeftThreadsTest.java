package io.kanshi.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.junit.jupiter.api.Test;

final class LeftThreadsTest {

    @Test
    void takesTheJobsClassLoaderFromThreadsAndLeavesThatOfOthers() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (URLClassLoader job = new URLClassLoader(new URL[0]);
                URLClassLoader other = new URLClassLoader(new URL[0])) {
            Thread ofTheJob = thread(job, end);
            Thread ofAnother = thread(other, end);
            new LeftThreads(job).run();
            assertThat(ofTheJob.getContextClassLoader()).isSameAs(RuntimeContext.class.getClassLoader());
            assertThat(ofAnother.getContextClassLoader()).isSameAs(other);
            end.countDown();
            ofTheJob.join();
            ofAnother.join();
        }
    }

    private static Thread thread(ClassLoader loader, CountDownLatch end) {
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        return thread;
    }
}
