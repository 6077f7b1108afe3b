package io.kanshi.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A container of an ECS task, as a capture names it. The ids are derived from the names, so that the same container has the same ids
 * in every run.
 *
 * @param cluster ECS cluster
 * @param service the task definition's family, which is what the archive calls the service
 * @param revision revision of the task definition
 * @param id 64 hexadecimal digits
 * @param taskId 32 hexadecimal digits
 * @param name as Docker writes it, with the leading slash
 */
public record Container(String cluster, String service, int revision, String id, String taskId, String name) {

    private static final String REGION_AND_ACCOUNT = "ap-northeast-1:123456789012";

    /** The first container of a service in the cluster "shop", revision 1. */
    public static Container of(String service) {
        return of("shop", service, 1, 0);
    }

    /** The container of one of several tasks ({@code copy} tells them apart). */
    public static Container of(String cluster, String service, int revision, int copy) {
        String seed = cluster + '/' + service + '/' + revision + '/' + copy;
        String id = sha256("container " + seed);
        String taskId = sha256("task " + seed).substring(0, 32);
        String name = "/ecs-" + service + '-' + revision + "-app-" + id.substring(44);
        return new Container(cluster, service, revision, id, taskId, name);
    }

    public String taskArn() {
        return "arn:aws:ecs:" + REGION_AND_ACCOUNT + ":task/" + cluster + '/' + taskId;
    }

    /** {@code family:revision}. */
    public String taskDefinition() {
        return service + ':' + revision;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has SHA-256", every);
        }
    }
}
