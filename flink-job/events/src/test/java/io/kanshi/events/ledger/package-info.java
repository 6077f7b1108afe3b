@NullMarked
package io.kanshi.events.ledger;

import org.jspecify.annotations.NullMarked;
