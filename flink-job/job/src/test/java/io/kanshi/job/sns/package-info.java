@NullMarked
package io.kanshi.job.sns;

import org.jspecify.annotations.NullMarked;
