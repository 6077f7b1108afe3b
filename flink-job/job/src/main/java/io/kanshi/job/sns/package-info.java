/** Alerts to SNS: for people in the form that Amazon Q puts into a chat, for machines as JSON. */
@NullMarked
package io.kanshi.job.sns;

import org.jspecify.annotations.NullMarked;
