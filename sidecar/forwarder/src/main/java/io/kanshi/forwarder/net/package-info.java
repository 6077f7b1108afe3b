/** Small questions to servers nearby (task metadata, Redis, our own health port), each with one deadline and one size limit. */
@NullMarked
package io.kanshi.forwarder.net;

import org.jspecify.annotations.NullMarked;
