package io.kanshi.job.sns;

import java.io.Serializable;
import java.util.SortedMap;

/**
 * A message on its way to a topic.
 *
 * @param id the alert event's: the same whenever the same thing is told again
 * @param thread the alert's
 * @param attributes what subscriptions may filter by; none of them is empty
 */
record Notification(String id, String thread, String message, SortedMap<String, String> attributes)
        implements Serializable {}
