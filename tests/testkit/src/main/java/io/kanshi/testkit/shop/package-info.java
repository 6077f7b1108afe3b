/**
 * The bundled sample: forty minutes of a small shop, made from a seed. {@link io.kanshi.testkit.shop.ShopSample} writes it,
 * {@link io.kanshi.testkit.shop.Story} tells it; each service has a class with what it writes.
 */
@NullMarked
package io.kanshi.testkit.shop;

import org.jspecify.annotations.NullMarked;
