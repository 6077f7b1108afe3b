@NullMarked
package io.kanshi.job;

import org.jspecify.annotations.NullMarked;
