@NullMarked
package io.kanshi.kinesis.handover;

import org.jspecify.annotations.NullMarked;
