@NullMarked
package io.kanshi.job.derived;

import org.jspecify.annotations.NullMarked;
