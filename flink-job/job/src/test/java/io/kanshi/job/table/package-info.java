@NullMarked
package io.kanshi.job.table;

import org.jspecify.annotations.NullMarked;
