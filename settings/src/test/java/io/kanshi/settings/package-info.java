@NullMarked
package io.kanshi.settings;

import org.jspecify.annotations.NullMarked;
