/** The sending thread: frames out of the holding, to Kinesis, again until they have arrived. */
@NullMarked
package io.kanshi.forwarder.kinesis;

import org.jspecify.annotations.NullMarked;
