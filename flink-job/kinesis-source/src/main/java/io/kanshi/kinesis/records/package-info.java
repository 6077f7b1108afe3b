/** What is inside a record of the stream: the parts that a KPL producer put together, and which frame it is. */
@NullMarked
package io.kanshi.kinesis.records;

import org.jspecify.annotations.NullMarked;
