@NullMarked
package io.kanshi.kinesis.settings;

import org.jspecify.annotations.NullMarked;
