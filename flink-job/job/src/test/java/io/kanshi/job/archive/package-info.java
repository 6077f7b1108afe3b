@NullMarked
package io.kanshi.job.archive;

import org.jspecify.annotations.NullMarked;
