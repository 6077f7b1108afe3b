package io.kanshi.job;

import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Takes the job's class loader from threads that outlive the job. Flink's S3 file system makes threads for uploads whenever it wants
 * one; each inherits the context class loader of the task that made the request, and stays for a minute after its last request, of
 * whatever job. As long as one is there, all classes of its first job are: 28 MB of the metaspace for each job that was started anew, and a
 * few of them fill the 256 MB that Flink gives it.
 *
 * <p>Runs once in each TaskManager, in a thread of Flink's, when no task of the job is left there and Flink drops the class loader.
 */
final class LeftThreads implements Runnable {

    private final ClassLoader ofTasks;

    LeftThreads(ClassLoader ofTasks) {
        this.ofTasks = ofTasks;
    }

    static void releaseAtEnd(RuntimeContext context) {
        context.registerUserCodeClassLoaderReleaseHookIfAbsent(
                "kanshi-left-threads", new LeftThreads(context.getUserCodeClassLoader()));
    }

    @Override
    public void run() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            ClassLoader loader = thread.getContextClassLoader();
            // Flink's tasks see the job's classes through a wrapper, of which the JVM knows that it depends on them.
            if (loader == ofTasks || loader == LeftThreads.class.getClassLoader()) {
                thread.setContextClassLoader(RuntimeContext.class.getClassLoader());
            }
        }
    }
}
