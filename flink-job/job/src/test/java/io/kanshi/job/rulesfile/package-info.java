@NullMarked
package io.kanshi.job.rulesfile;

import org.jspecify.annotations.NullMarked;
