@NullMarked
package io.kanshi.job.cloudwatch;

import org.jspecify.annotations.NullMarked;
