@NullMarked
package io.kanshi.testkit.shop;

import org.jspecify.annotations.NullMarked;
