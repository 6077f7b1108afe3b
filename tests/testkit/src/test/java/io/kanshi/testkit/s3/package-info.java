@NullMarked
package io.kanshi.testkit.s3;

import org.jspecify.annotations.NullMarked;
