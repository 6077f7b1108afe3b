@NullMarked
package io.kanshi.job.aws;

import org.jspecify.annotations.NullMarked;
