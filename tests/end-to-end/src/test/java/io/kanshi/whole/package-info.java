/** Both programs together: what the sidecar puts somewhere, the job's side reads. */
@NullMarked
package io.kanshi.whole;

import org.jspecify.annotations.NullMarked;
